// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Parametric ReLU (He et al. 2015): x if positive, else a learned slope times x. There is one slope per channel of a
 * map or per value of a vector, as in PyTorch's PReLU with one parameter per channel. The output has the shape of the
 * input.
 *
 * @param slope initial value of the slopes, finite
 */
public record Prelu(float slope) implements Layer {
    /** @throws InvalidModelException if the slope is not finite */
    public Prelu {
        Checks.finite("the slope", slope);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(InputChecks.only(inputs).channels());
        return List.of(new Parameter("slope", channels, new Initializer.Constant(slope), false));
    }

    @Override
    public String title() {
        return "PReLU";
    }

    @Override
    public String stem() {
        return "prelu";
    }

    @Override
    public String call() {
        return "prelu(" + slope + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
