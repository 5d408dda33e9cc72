// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

/**
 * The value of a metric.
 *
 * @param name the metric's name
 * @param value its value; NaN if it is undefined
 * @param isGreaterBetter whether larger values are better
 */
public record Score(String name, double value, boolean isGreaterBetter) {
    /**
     * Returns whether this score is better than another.
     *
     * @param other a value of the same metric
     * @return false if they are equal, or this is NaN
     */
    public boolean isBetterThan(Score other) {
        if (Double.isNaN(other.value)) {
            return !Double.isNaN(value);
        }
        return isGreaterBetter ? value > other.value : value < other.value;
    }
}
