// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Scaling of every value: x · factor + offset.
 *
 * @param factor the factor, finite
 * @param offset the offset, finite
 */
public record Scale(float factor, float offset) implements Layer {
    /** @throws InvalidModelException if a value is not finite */
    public Scale {
        Checks.finite("the factor", factor);
        Checks.finite("the offset", offset);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public boolean preparesInput() {
        return true;
    }

    @Override
    public String title() {
        return "Scale";
    }

    @Override
    public String stem() {
        return "scale";
    }

    @Override
    public String call() {
        return "scale(" + factor + ", " + offset + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
