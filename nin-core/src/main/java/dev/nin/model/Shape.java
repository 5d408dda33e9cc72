// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Joiner;
import java.util.List;

/**
 * The shape of one example at a layer's input or output: a feature map (height, width, channels) or a vector (size),
 * without the batch dimension.
 *
 * @param dimensions three numbers for a feature map, one for a vector, each at least 1
 */
public record Shape(List<Integer> dimensions) {
    /** @throws InvalidModelException if there are not one or three dimensions, or one is below 1 */
    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() != 1 && dimensions.size() != 3) {
            throw new InvalidModelException("shape " + dimensions + " has " + dimensions.size()
                    + " dimensions, expected (height, width, channels) or (size)");
        }
        dimensions.forEach(dimension -> Checks.positive("a dimension of the shape", dimension));
    }

    /**
     * Returns the shape of a feature map.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values per pixel
     * @return height×width×channels
     */
    public static Shape map(int height, int width, int channels) {
        return new Shape(List.of(height, width, channels));
    }

    /**
     * Returns the shape of a vector.
     *
     * @param size number of values
     * @return the shape of one dimension
     */
    public static Shape vector(int size) {
        return new Shape(List.of(size));
    }

    /**
     * Returns whether this is a feature map.
     *
     * @return true for (height, width, channels), false for (size)
     */
    public boolean isMap() {
        return dimensions.size() == 3;
    }

    /**
     * Returns the height of a feature map.
     *
     * @return rows of pixels
     * @throws IllegalStateException for a vector
     */
    public int height() {
        return ofMap(0);
    }

    /**
     * Returns the width of a feature map.
     *
     * @return columns of pixels
     * @throws IllegalStateException for a vector
     */
    public int width() {
        return ofMap(1);
    }

    /**
     * Returns the number of channels of a feature map, or the size of a vector.
     *
     * @return the last dimension
     */
    public int channels() {
        return dimensions.get(dimensions.size() - 1);
    }

    /**
     * Returns the number of values of one example.
     *
     * @return the product of the dimensions
     */
    public long size() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Returns the dimensions joined by ×, such as 54×54×96. */
    @Override
    public String toString() {
        return Joiner.on('×').join(dimensions);
    }

    private int ofMap(int dimension) {
        if (!isMap()) {
            throw new IllegalStateException("shape " + this + " is a vector and has no height or width");
        }
        return dimensions.get(dimension);
    }
}
