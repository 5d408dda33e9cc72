// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Zero padding around a feature map (TensorFlow's Pad). Maps (H, W, C) to (H + top + bottom, W + left + right, C).
 *
 * @param top rows added at the top, at least 0
 * @param bottom rows added at the bottom, at least 0
 * @param left columns added on the left, at least 0
 * @param right columns added on the right, at least 0
 */
public record ZeroPadding2d(int top, int bottom, int left, int right) implements Layer {
    /** @throws InvalidModelException if a number is negative */
    public ZeroPadding2d {
        Checks.notNegative("the number of rows at the top", top);
        Checks.notNegative("the number of rows at the bottom", bottom);
        Checks.notNegative("the number of columns on the left", left);
        Checks.notNegative("the number of columns on the right", right);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        return Shape.map(
                Math.addExact(input.height(), Math.addExact(top, bottom)),
                Math.addExact(input.width(), Math.addExact(left, right)),
                input.channels());
    }

    @Override
    public String title() {
        return "ZeroPad2d";
    }

    @Override
    public String stem() {
        return "zero_padding";
    }

    @Override
    public String call() {
        return "zeroPadding(" + top + ", " + bottom + ", " + left + ", " + right + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
