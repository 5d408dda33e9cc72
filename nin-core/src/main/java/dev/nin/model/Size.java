// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * A height and width in pixels of a kernel, window, stride or image.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Size(int height, int width) {
    /** @throws InvalidModelException if a value is below 1 */
    public Size {
        Checks.positive("a height", height);
        Checks.positive("a width", width);
    }

    /**
     * Returns a square size.
     *
     * @param side height and width, at least 1
     * @return side×side
     * @throws InvalidModelException if side is below 1
     */
    public static Size square(int side) {
        return new Size(side, side);
    }

    /** Returns rows times columns. */
    long area() {
        return (long) height * width;
    }

    /** Returns this size as arguments of a DSL call: one number for a square, two otherwise. */
    String argument() {
        return height == width ? Integer.toString(height) : height + "×" + width;
    }

    /** Returns height×width, such as 3×3. */
    @Override
    public String toString() {
        return height + "×" + width;
    }
}
