// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Dropout (Srivastava et al. 2014): training sets each value to zero with the given probability and scales the others
 * by 1 / (1 - rate); inference changes nothing.
 *
 * @param rate probability of a zero, in [0, 1)
 */
public record Dropout(float rate) implements Layer {
    /** @throws InvalidModelException if the rate is outside [0, 1) */
    public Dropout {
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
        return "Dropout";
    }

    @Override
    public String stem() {
        return "dropout";
    }

    @Override
    public String call() {
        return "dropout(" + rate + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
