// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import java.util.List;
import java.util.Locale;

/**
 * The result of comparing TensorFlow's gradients of a model with central differences for some values of each variable.
 *
 * @param comparisons one for each tested value that is not at a kink, in the order of the variables
 */
public record GradientCheck(List<Comparison> comparisons) {
    /** Tolerated error for float32, relative to 1 + |difference|. */
    public static final double TOLERANCE = 2e-2;

    /**
     * The comparison for one value of one variable.
     *
     * @param variable the variable's name in the model
     * @param place the value's flat index in it, row-major
     * @param gradient TensorFlow's gradient
     * @param difference the central difference
     */
    public record Comparison(String variable, int place, double gradient, double difference) {
        /**
         * Returns the error of the gradient.
         *
         * @return |gradient - difference| relative to 1 + |difference|
         */
        public double error() {
            return Math.abs(gradient - difference) / (1 + Math.abs(difference));
        }
    }

    /** Copies the comparisons. */
    public GradientCheck {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Requires all gradients to be correct.
     *
     * @return this
     * @throws IllegalStateException if the error of one exceeds {@link #TOLERANCE}; the message contains both numbers
     */
    public GradientCheck requireRight() {
        for (Comparison each : comparisons) {
            // Written so that a NaN gradient is rejected.
            if (!(each.error() <= TOLERANCE)) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "the gradient of %s[%d] is %.5f, differences give %.5f; one of the operations between it and "
                                + "the outputs has a wrong gradient",
                        each.variable(),
                        each.place(),
                        each.gradient(),
                        each.difference()));
            }
        }
        return this;
    }

    /** Returns a line for each comparison. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        for (Comparison each : comparisons) {
            table.append(String.format(
                    Locale.ROOT,
                    "%s[%d]: gradient %.5f, difference %.5f%n",
                    each.variable(),
                    each.place(),
                    each.gradient(),
                    each.difference()));
        }
        return table.toString();
    }
}
