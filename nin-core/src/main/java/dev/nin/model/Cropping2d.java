// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Cropping of a feature map's borders (TensorFlow's Slice). Maps (H, W, C) to (H - top - bottom, W - left - right, C).
 *
 * @param top rows cut off at the top, at least 0
 * @param bottom rows cut off at the bottom, at least 0
 * @param left columns cut off on the left, at least 0
 * @param right columns cut off on the right, at least 0
 */
public record Cropping2d(int top, int bottom, int left, int right) implements Layer {
    /** @throws InvalidModelException if one is negative */
    public Cropping2d {
        Checks.notNegative("the number of rows at the top", top);
        Checks.notNegative("the number of rows at the bottom", bottom);
        Checks.notNegative("the number of columns on the left", left);
        Checks.notNegative("the number of columns on the right", right);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        long height = (long) input.height() - top - bottom;
        long width = (long) input.width() - left - right;
        if (height < 1 || width < 1) {
            throw new InvalidModelException("cutting off " + top + ", " + bottom + ", " + left + ", " + right
                    + " leaves nothing of the input " + input + "; cut off less");
        }
        return Shape.map((int) height, (int) width, input.channels());
    }

    @Override
    public String title() {
        return "Crop2d";
    }

    @Override
    public String stem() {
        return "cropping";
    }

    @Override
    public String call() {
        return "cropping(" + top + ", " + bottom + ", " + left + ", " + right + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
