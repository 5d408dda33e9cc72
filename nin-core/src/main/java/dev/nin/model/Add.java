// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** Elementwise sum of two or more inputs of the same shape. */
public record Add() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = InputChecks.several(inputs);
        for (Shape input : inputs) {
            if (!input.equals(first)) {
                throw new InvalidModelException("its inputs are " + inputs + ", expected equal shapes; " + fix(inputs));
            }
        }
        return first;
    }

    private static String fix(List<Shape> inputs) {
        boolean maps = inputs.stream().allMatch(Shape::isMap);
        long sizes = maps
                ? inputs.stream()
                        .map(input -> new Size(input.height(), input.width()))
                        .distinct()
                        .count()
                : 1;
        return sizes > 1
                ? "give all branches the same strides and padding"
                : "make their channels equal with a 1×1 convolution";
    }

    @Override
    public String title() {
        return "Add";
    }

    @Override
    public String stem() {
        return "add";
    }

    @Override
    public String call() {
        return "add(...)";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
