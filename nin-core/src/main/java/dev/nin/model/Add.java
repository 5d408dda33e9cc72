package dev.nin.model;

import java.util.List;

/** Sum of two or more inputs of one shape, value by value. */
public record Add() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = Checks.several(inputs);
        for (Shape input : inputs) {
            if (!input.equals(first)) {
                throw new InvalidModelException("its inputs are " + inputs
                        + ", expected one shape; bring them to one number of channels with a 1×1 convolution");
            }
        }
        return first;
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
