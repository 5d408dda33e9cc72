// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Layer normalization over the last dimension (Ba et al. 2016, used this way in ConvNeXt): each pixel or vector is
 * normalized by the mean and variance of its channels, then scaled and shifted by learned parameters. It is the same in
 * training and inference.
 *
 * @param epsilon value added to the variance, above 0
 */
public record LayerNorm(float epsilon) implements Layer {
    /** @throws InvalidModelException if epsilon is out of range */
    public LayerNorm {
        Checks.aboveZero("epsilon", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(InputChecks.only(inputs).channels());
        return List.of(
                new Parameter("gamma", channels, new Initializer.Constant(1), false),
                new Parameter("beta", channels, new Initializer.Constant(0), false));
    }

    @Override
    public String title() {
        return "LayerNorm";
    }

    @Override
    public String stem() {
        return "layer_norm";
    }

    @Override
    public String call() {
        return "layerNorm()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
