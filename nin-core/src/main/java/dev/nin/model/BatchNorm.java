// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Batch normalization (Ioffe and Szegedy 2015, TensorFlow's FusedBatchNormV3): each channel is normalized by its mean
 * and variance over the batch, then scaled and shifted by learned parameters. Inference uses moving averages of the
 * training batches' means and variances, which are stored with the weights.
 *
 * @param momentum share of the moving averages that each step keeps, in [0, 1)
 * @param epsilon value added to the variance, above 0
 */
public record BatchNorm(float momentum, float epsilon) implements Layer {
    /** @throws InvalidModelException if a value is out of range */
    public BatchNorm {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidModelException("the momentum is " + momentum + ", expected at least 0 and below 1");
        }
        Checks.aboveZero("epsilon", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(InputChecks.only(inputs).channels());
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
