// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Stochastic depth (Huang et al. 2016): training sets all values of an example to zero with the given probability and
 * otherwise scales them by 1 / (1 - rate); inference changes nothing. At the end of a residual branch it leaves a
 * dropped example only the shortcut.
 *
 * @param rate probability that an example is dropped, in [0, 1)
 */
public record DropPath(float rate) implements Layer {
    /** @throws InvalidModelException if the rate is outside [0, 1) */
    public DropPath {
        Checks.rate(rate);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public boolean drawsInTraining() {
        return true;
    }

    @Override
    public String title() {
        return "StochasticDepth";
    }

    @Override
    public String stem() {
        return "drop_path";
    }

    @Override
    public String call() {
        return "dropPath(" + rate + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
