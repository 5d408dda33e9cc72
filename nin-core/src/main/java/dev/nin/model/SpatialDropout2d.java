// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Spatial dropout (Tompson et al. 2015): training sets each channel of each example to zero with the given probability
 * and otherwise scales it by 1 / (1 - rate); inference changes nothing.
 *
 * @param rate probability that a channel is dropped, in [0, 1)
 */
public record SpatialDropout2d(float rate) implements Layer {
    /** @throws InvalidModelException if the rate is outside [0, 1) */
    public SpatialDropout2d {
        Checks.rate(rate);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.onlyMap(inputs);
    }

    @Override
    public boolean drawsInTraining() {
        return true;
    }

    @Override
    public String title() {
        return "Dropout2d";
    }

    @Override
    public String stem() {
        return "spatial_dropout";
    }

    @Override
    public String call() {
        return "spatialDropout(" + rate + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
