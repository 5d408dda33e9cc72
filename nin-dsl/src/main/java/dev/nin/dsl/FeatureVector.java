// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

/**
 * A stage of a network whose output is a vector, after a flattening or a global pooling. It offers no convolutions or
 * poolings.
 */
public final class FeatureVector extends Features<FeatureVector> {
    FeatureVector(Stage stage) {
        this(stage, 1);
    }

    private FeatureVector(Stage stage, int made) {
        super(stage, made);
    }

    /**
     * Adds a fully connected layer with a bias.
     *
     * @param units size of the output
     * @return a vector of {@code units} values
     */
    public FeatureVector dense(int units) {
        return of(after("dense(" + units + ")", () -> Layers.dense(units)));
    }

    @Override
    FeatureVector of(Stage next, int layers) {
        return new FeatureVector(next, layers);
    }
}
