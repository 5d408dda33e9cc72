// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.safetensors;

import dev.nin.weights.format.StoredTensor;
import java.util.List;

/**
 * An array in a safetensors file.
 *
 * @param name its name
 * @param type the type of its numbers as the format names it, such as F32
 * @param dimensions its shape
 * @param begin the offset of its first byte from the end of the header
 * @param end the offset after its last byte
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
