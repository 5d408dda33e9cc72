// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * A penalty on a kernel that training adds to the loss: l1 · Σ|w| + l2 · Σw², as in Keras. Biases and normalization
 * parameters are not penalized.
 *
 * @param l1 weight of the absolute values, finite and at least 0
 * @param l2 weight of the squares, finite and at least 0
 */
public record Regularizer(float l1, float l2) {
    /** No penalty. */
    public static final Regularizer NONE = new Regularizer(0, 0);

    /** @throws InvalidModelException if a weight is negative or not finite */
    public Regularizer {
        checkWeight("l1", l1);
        checkWeight("l2", l2);
    }

    /**
     * Returns whether there is no penalty.
     *
     * @return true if both weights are 0
     */
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }

    private static void checkWeight(String name, float weight) {
        if (!(weight >= 0) || !Float.isFinite(weight)) {
            throw new InvalidModelException("the regularizer's " + name + " is " + weight
                    + ", expected a finite number of at least 0, such as 0.0005");
        }
    }
}
