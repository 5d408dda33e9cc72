// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Resizing of a feature map to a given height and width.
 *
 * @param size height and width of the output
 * @param interpolation the interpolation method
 */
public record Resize(Size size, Interpolation interpolation) implements Layer {
    /**
     * Creates a bilinear resizing with half-pixel centers, as image libraries do for upscaling.
     *
     * @param size height and width of the output
     */
    public Resize(Size size) {
        this(size, Interpolation.BILINEAR);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.map(
                size.height(), size.width(), InputChecks.onlyMap(inputs).channels());
    }

    @Override
    public boolean preparesInput() {
        return true;
    }

    /** Resizing before the first kernel or window does not change the field: the resized image counts as the image. */
    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        ReceptiveField field = fields.get(0);
        return field.equals(ReceptiveField.PIXEL) ? field : field.resized(inputs.get(0), size, interpolation);
    }

    @Override
    public String title() {
        return "Resize";
    }

    @Override
    public String stem() {
        return "resize";
    }

    @Override
    public String call() {
        return "resize(" + size.height() + ", " + size.width() + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
