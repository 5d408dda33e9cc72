// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Fully connected layer with a bias (TensorFlow's MatMul and BiasAdd). Maps a vector of any size to one of size units;
 * the kernel is stored as (in, units).
 *
 * @param units size of the output, at least 1
 * @param kernelInitializer initializer of the kernel
 * @param biasInitializer initializer of the bias
 */
public record Dense(int units, Initializer kernelInitializer, Initializer biasInitializer) implements Layer {
    /** @throws InvalidModelException if units is below 1 */
    public Dense {
        Checks.positive("the number of units", units);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        vector(inputs);
        return Shape.vector(units);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return List.of(
                new Parameter("kernel", List.of(vector(inputs).channels(), units), kernelInitializer, true),
                new Parameter("bias", List.of(units), biasInitializer, false));
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return (long) vector(inputs).channels() * units;
    }

    @Override
    public Dense withKernelInitializer(Initializer initializer) {
        return new Dense(units, initializer, biasInitializer);
    }

    @Override
    public String title() {
        return "Linear";
    }

    @Override
    public String stem() {
        return "dense";
    }

    @Override
    public String call() {
        return "dense(" + units + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    private static Shape vector(List<Shape> inputs) {
        Shape input = InputChecks.only(inputs);
        if (input.isMap()) {
            throw new InvalidModelException(
                    "its input " + input + " is a feature map, expected a vector; flatten or pool it first");
        }
        return input;
    }
}
