// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * The size of the image area that one pixel of a feature map depends on, computed from kernels and strides. It ignores
 * the image's borders, so it can be larger than the image. Its unit is the pixel of the preprocessed image, after
 * resizing. Where branches join it is the largest of theirs; after layers that enlarge a map it is an upper bound.
 *
 * @param height rows; infinite for the whole image, NaN if unknown because of a custom layer
 * @param width columns, with the same special values
 * @param rowStep rows of the image between vertically adjacent pixels of the map
 * @param columnStep columns of the image between horizontally adjacent pixels of the map
 */
public record ReceptiveField(double height, double width, double rowStep, double columnStep) {
    /** One pixel of the image itself. */
    static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, 1);

    /** The whole image, for layers that combine all pixels. */
    static final ReceptiveField WHOLE = new ReceptiveField(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1);

    /** Unknown, since a custom layer only declares its shape. */
    static final ReceptiveField UNKNOWN = new ReceptiveField(Double.NaN, Double.NaN, 1, 1);

    /** Steps are capped at the largest possible image so that they stay finite. */
    private static final double LARGEST_STEP = Integer.MAX_VALUE;

    /**
     * Returns whether this is the whole image, as after global pooling and flattening.
     *
     * @return whether it is the whole image; also false if it is unknown
     */
    public boolean isWhole() {
        return height == Double.POSITIVE_INFINITY && width == Double.POSITIVE_INFINITY;
    }

    /** Returns the field for several maps that are combined pixel by pixel. */
    static ReceptiveField largest(List<ReceptiveField> fields) {
        return fields.stream()
                .reduce((one, other) -> new ReceptiveField(
                        Math.max(one.height, other.height),
                        Math.max(one.width, other.width),
                        Math.max(one.rowStep, other.rowStep),
                        Math.max(one.columnStep, other.columnStep)))
                .orElse(PIXEL);
    }

    /** Returns the field after a kernel or window with a stride. */
    ReceptiveField through(Size extent, Size stride) {
        return new ReceptiveField(
                height + (extent.height() - 1) * rowStep,
                width + (extent.width() - 1) * columnStep,
                Math.min(rowStep * stride.height(), LARGEST_STEP),
                Math.min(columnStep * stride.width(), LARGEST_STEP));
    }

    /** Returns the field after a transposed convolution, which places a kernel at each pixel, a stride apart. */
    ReceptiveField transposed(Size kernel, Size stride) {
        double row = rowStep / stride.height();
        double column = columnStep / stride.width();
        return new ReceptiveField(
                height + (kernel.height() - 1) * row, width + (kernel.width() - 1) * column, row, column);
    }

    /** Returns the field after the map is resized. */
    ReceptiveField resized(Shape from, Size to, Interpolation interpolation) {
        double row = Math.min(rowStep * from.height() / to.height(), LARGEST_STEP);
        double column = Math.min(columnStep * from.width() / to.width(), LARGEST_STEP);
        return new ReceptiveField(
                height + taps(interpolation, from.height(), to.height()) * rowStep - Math.min(row, rowStep),
                width + taps(interpolation, from.width(), to.width()) * columnStep - Math.min(column, columnStep),
                row,
                column);
    }

    /** Returns the number of pixels in one direction that a new pixel is interpolated from. */
    private static double taps(Interpolation interpolation, int from, int to) {
        return switch (interpolation) {
            case NEAREST -> 1;
            case BILINEAR -> 2;
            case BICUBIC -> 4;
            case AREA -> Math.ceil((double) from / to) + 1;
        };
    }

    /** Returns height×width, such as 11×11; "all" for the whole image, "?" if unknown. */
    @Override
    public String toString() {
        if (isWhole()) {
            return "all";
        }
        return Double.isNaN(height) || Double.isNaN(width) ? "?" : (long) height + "×" + (long) width;
    }
}
