// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

/**
 * How well a model does on a set of images.
 *
 * @param loss mean cross-entropy
 * @param accuracy share of images whose likeliest class is the right one, from 0 to 1
 */
public record Evaluation(double loss, double accuracy) {
    /**
     * Whether this is better than another: more accurate or, at the same accuracy, of a smaller loss.
     *
     * @param other the other
     * @return false if they are equal
     */
    public boolean isBetterThan(Evaluation other) {
        return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
    }
}
