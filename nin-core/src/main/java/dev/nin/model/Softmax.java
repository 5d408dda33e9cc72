// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Values that are positive and sum to 1, over the channels of each pixel or the values of a vector. Training and export
 * add their own to the model's first output, which holds the logits.
 */
public record Softmax() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Checks.only(inputs);
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
