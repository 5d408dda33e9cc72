// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.safetensors;

import dev.nin.weights.format.StoredTensor;
import java.util.List;

/**
 * An array in a safetensors file.
 *
 * @param name its name
 * @param type its type of numbers as the format calls it, such as F32
 * @param dimensions its shape
 * @param begin its first byte, counted from the end of the header
 * @param end the byte behind its last one
 */
record StoredArray(String name, String type, List<Integer> dimensions, long begin, long end) {
    StoredArray {
        dimensions = List.copyOf(dimensions);
    }

    StoredTensor tensor() {
        return new StoredTensor(name, type, dimensions);
    }

    long bytes() {
        return end - begin;
    }
}
