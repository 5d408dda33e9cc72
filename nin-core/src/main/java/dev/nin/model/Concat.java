// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** Concatenation of two or more feature maps of the same height and width along their channels, or of vectors. */
public record Concat() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = InputChecks.several(inputs);
        int channels = 0;
        for (Shape input : inputs) {
            boolean fits = input.isMap() == first.isMap()
                    && (!input.isMap() || (input.height() == first.height() && input.width() == first.width()));
            if (!fits) {
                throw new InvalidModelException("its inputs are " + inputs
                        + ", expected the same height and width; give the branches the same strides and padding");
            }
            channels = Math.addExact(channels, input.channels());
        }
        return first.isMap() ? Shape.map(first.height(), first.width(), channels) : Shape.vector(channels);
    }

    @Override
    public String title() {
        return "Concat";
    }

    @Override
    public String stem() {
        return "concat";
    }

    @Override
    public String call() {
        return "concat(...)";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
