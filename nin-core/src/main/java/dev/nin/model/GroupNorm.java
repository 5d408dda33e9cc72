// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Group normalization (Wu and He 2018, PyTorch's GroupNorm): each group of adjacent channels is normalized by its mean
 * and variance over the whole map, then scaled and shifted by learned parameters per channel. It does not depend on the
 * batch and is the same in training and inference. One group normalizes the whole map; as many groups as channels
 * normalize each channel separately.
 *
 * @param groups number of groups that the channels are split into, at least 1
 * @param epsilon value added to the variance, above 0
 */
public record GroupNorm(int groups, float epsilon) implements Layer {
    /** @throws InvalidModelException if a value is out of range */
    public GroupNorm {
        Checks.positive("the number of groups", groups);
        Checks.aboveZero("epsilon", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        InputChecks.splits(input, groups);
        return input;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(outputShape(inputs).channels());
        return List.of(
                new Parameter("gamma", channels, new Initializer.Constant(1), false),
                new Parameter("beta", channels, new Initializer.Constant(0), false));
    }

    /** Returns the whole image, since mean and variance are those of the whole map. */
    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String title() {
        return "GroupNorm";
    }

    @Override
    public String stem() {
        return "group_norm";
    }

    @Override
    public String call() {
        return "groupNorm(" + groups + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
