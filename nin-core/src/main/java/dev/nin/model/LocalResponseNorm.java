// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Local response normalization over adjacent channels (Krizhevsky et al. 2012): x / (bias + alpha · sum of squares of
 * the channels within the radius) ^ beta.
 *
 * @param radius channels on each side, at least 0
 * @param bias value added to the scaled sum, above 0
 * @param alpha factor of the sum, above 0; PyTorch's alpha is this one times the number of channels summed
 * @param beta exponent, above 0
 */
public record LocalResponseNorm(int radius, float bias, float alpha, float beta) implements Layer {
    /** @throws InvalidModelException if a value is out of range */
    public LocalResponseNorm {
        Checks.notNegative("the radius", radius);
        Checks.aboveZero("the bias", bias);
        Checks.aboveZero("alpha", alpha);
        Checks.aboveZero("beta", beta);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.onlyMap(inputs);
    }

    @Override
    public String title() {
        return "LocalResponseNorm";
    }

    @Override
    public String stem() {
        return "local_response_norm";
    }

    @Override
    public String call() {
        return "localResponseNorm(" + radius + ", " + bias + ", " + alpha + ", " + beta + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
