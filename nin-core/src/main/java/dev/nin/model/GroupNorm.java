// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Normalization of groups of neighbouring channels by the mean and variance of each group over the whole map, then a
 * learned factor and offset per channel (Wu and He 2018, PyTorch's GroupNorm). It needs no batch: the same in training
 * and inference. With one group it normalizes the whole map, with as many as channels each channel by itself.
 *
 * @param groups parts the channels are split into, at least 1
 * @param epsilon added to the variance, above 0
 */
public record GroupNorm(int groups, float epsilon) implements Layer {
    /** @throws InvalidModelException if a number is out of its range */
    public GroupNorm {
        Checks.positive("the number of groups", groups);
        Checks.aboveZero("epsilon", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Checks.onlyMap(inputs);
        Checks.splits(input, groups);
        return input;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Integer> channels = List.of(outputShape(inputs).channels());
        return List.of(
                new Parameter("gamma", channels, new Initializer.Constant(1), false),
                new Parameter("beta", channels, new Initializer.Constant(0), false));
    }

    /** Mean and variance are those of the whole map. */
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
