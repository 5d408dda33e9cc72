// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * The part of the image that one pixel of a feature map depends on, by the arithmetic of kernels and strides: as if the
 * image went on behind its borders, so that it can be larger than the image. Its unit is the pixel of the image as the
 * first layer of the network sees it, after resizing. Where branches meet it is the largest of theirs; behind layers
 * that enlarge a map it is an upper bound.
 *
 * @param height rows; infinite for the whole image, NaN if a layer of the user's own hides it
 * @param width columns, likewise
 * @param rowStep rows of the image from a pixel of the map to the one below it
 * @param columnStep columns of the image from a pixel of the map to the next
 */
public record ReceptiveField(double height, double width, double rowStep, double columnStep) {
    /** A pixel of the image itself. */
    static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, 1);

    /** The whole image, behind layers that join all pixels. */
    static final ReceptiveField WHOLE = new ReceptiveField(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1);

    /** Not to be known, since a layer of the user's own only says its shape. */
    static final ReceptiveField UNKNOWN = new ReceptiveField(Double.NaN, Double.NaN, 1, 1);

    /** Steps grow no further than any image, so that they stay numbers. */
    private static final double LARGEST_STEP = Integer.MAX_VALUE;

    /**
     * Whether it is the whole image, as behind global pooling and flattening.
     *
     * @return false too if it is not known
     */
    public boolean isWhole() {
        return height == Double.POSITIVE_INFINITY && width == Double.POSITIVE_INFINITY;
    }

    /** What the pixels of several maps depend on that are joined one by one. */
    static ReceptiveField largest(List<ReceptiveField> fields) {
        return fields.stream()
                .reduce((one, other) -> new ReceptiveField(
                        Math.max(one.height, other.height),
                        Math.max(one.width, other.width),
                        Math.max(one.rowStep, other.rowStep),
                        Math.max(one.columnStep, other.columnStep)))
                .orElse(PIXEL);
    }

    /** Behind a window that moves over the map. */
    ReceptiveField through(Size extent, Size stride) {
        return new ReceptiveField(
                height + (extent.height() - 1) * rowStep,
                width + (extent.width() - 1) * columnStep,
                Math.min(rowStep * stride.height(), LARGEST_STEP),
                Math.min(columnStep * stride.width(), LARGEST_STEP));
    }

    /** Behind a transposed convolution, which lays a kernel at each pixel and the stride between them. */
    ReceptiveField transposed(Size kernel, Size stride) {
        double row = rowStep / stride.height();
        double column = columnStep / stride.width();
        return new ReceptiveField(
                height + (kernel.height() - 1) * row, width + (kernel.width() - 1) * column, row, column);
    }

    /** Behind a change of the map's size. */
    ReceptiveField resized(Shape from, Size to, Interpolation interpolation) {
        double row = Math.min(rowStep * from.height() / to.height(), LARGEST_STEP);
        double column = Math.min(columnStep * from.width() / to.width(), LARGEST_STEP);
        return new ReceptiveField(
                height + taps(interpolation, from.height(), to.height()) * rowStep - Math.min(row, rowStep),
                width + taps(interpolation, from.width(), to.width()) * columnStep - Math.min(column, columnStep),
                row,
                column);
    }

    /** Neighbours that a new pixel is made of, in one direction. */
    private static double taps(Interpolation interpolation, int from, int to) {
        return switch (interpolation) {
            case NEAREST -> 1;
            case BILINEAR -> 2;
            case BICUBIC -> 4;
            case AREA -> Math.ceil((double) from / to) + 1;
        };
    }

    /** Height×width, such as 11×11; "all" for the whole image, "?" if it is not known. */
    @Override
    public String toString() {
        if (isWhole()) {
            return "all";
        }
        return Double.isNaN(height) || Double.isNaN(width) ? "?" : (long) height + "×" + (long) width;
    }
}
