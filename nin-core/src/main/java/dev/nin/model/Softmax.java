// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Softmax over the channels of each pixel or the values of a vector. A classifier's first output holds logits and needs
 * no softmax: training and export apply their own.
 */
public record Softmax() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public String title() {
        return "Softmax";
    }

    @Override
    public String stem() {
        return "softmax";
    }

    @Override
    public String call() {
        return "softmax()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
