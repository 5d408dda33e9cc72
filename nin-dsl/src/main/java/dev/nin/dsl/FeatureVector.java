// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

/**
 * A stage of a network whose values form a vector: behind a flattening or a global pooling, where no convolution or
 * pooling makes sense any more.
 */
public final class FeatureVector extends Features<FeatureVector> {
    FeatureVector(Stage stage) {
        this(stage, 1);
    }

    private FeatureVector(Stage stage, int made) {
        super(stage, made);
    }

    /**
     * Fully connected layer with a bias.
     *
     * @param units size of the result
     * @return a vector of as many values
     */
    public FeatureVector dense(int units) {
        return of(after("dense(" + units + ")", () -> Layers.dense(units)));
    }

    @Override
    FeatureVector of(Stage next, int layers) {
        return new FeatureVector(next, layers);
    }
}
