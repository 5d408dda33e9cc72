// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import java.util.List;

/**
 * A tensor in a file.
 *
 * @param name its name
 * @param type the type of its numbers by its name in safetensors, such as F32
 * @param dimensions its shape
 */
public record StoredTensor(String name, String type, List<Integer> dimensions) {
    /** Copies the dimensions. */
    public StoredTensor {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Returns the number of values.
     *
     * @return the product of the dimensions; {@link Long#MAX_VALUE} if that is larger
     */
    public long size() {
        return size(dimensions);
    }

    /**
     * Returns the number of values of a shape.
     *
     * @param dimensions the shape, without negative dimensions
     * @return the product of the dimensions; {@link Long#MAX_VALUE} if that is larger
     */
    public static long size(List<Integer> dimensions) {
        if (dimensions.contains(0)) {
            return 0;
        }
        long size = 1;
        for (int dimension : dimensions) {
            if (size > Long.MAX_VALUE / dimension) {
                return Long.MAX_VALUE;
            }
            size *= dimension;
        }
        return size;
    }
}
