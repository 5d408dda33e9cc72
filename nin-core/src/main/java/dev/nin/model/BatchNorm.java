// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Normalization of each channel by its mean and variance over the batch (Ioffe and Szegedy 2015, TensorFlow's
 * FusedBatchNormV3), then a learned factor and offset. In inference the mean and variance are moving averages of those
 * that training saw, which are kept with the weights.
 *
 * @param momentum share of the moving averages that stays in each step, from 0 up to but not including 1
 * @param epsilon added to the variance, above 0
 */
public record BatchNorm(float momentum, float epsilon) implements Layer {
    /** @throws InvalidModelException if a number is out of its range */
    public BatchNorm {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidModelException("the momentum is " + momentum + ", expected at least 0 and below 1");
        }
        Checks.aboveZero("epsilon", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Checks.only(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(Checks.only(inputs).channels());
        Initializer zero = new Initializer.Constant(0);
        Initializer one = new Initializer.Constant(1);
        return List.of(
                new Parameter("gamma", channels, one, false),
                new Parameter("beta", channels, zero, false),
                Parameter.state("moving_mean", channels, zero),
                Parameter.state("moving_variance", channels, one));
    }

    @Override
    public String title() {
        return "BatchNorm2d";
    }

    @Override
    public String stem() {
        return "batch_norm";
    }

    @Override
    public String call() {
        return "batchNorm()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
