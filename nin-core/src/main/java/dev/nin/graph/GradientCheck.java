// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import java.util.List;
import java.util.Locale;

/**
 * TensorFlow's gradients of a model beside central differences, for some values of each variable.
 *
 * @param comparisons one for each value that was moved and lies on no kink, in the order of the variables
 */
public record GradientCheck(List<Comparison> comparisons) {
    /** What float32 leaves uncertain, relative to 1 + |difference|. */
    public static final double TOLERANCE = 2e-2;

    /**
     * One value of one variable.
     *
     * @param variable the variable's name in the model
     * @param place the value's place in it, the last dimension fastest
     * @param gradient what TensorFlow says
     * @param difference what moving the value says
     */
    public record Comparison(String variable, int place, double gradient, double difference) {
        /**
         * The distance of the two.
         *
         * @return relative to 1 + |difference|
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
     * Demands that all gradients are right.
     *
     * @return this
     * @throws IllegalStateException if one is further off than {@link #TOLERANCE}; the message has both numbers
     */
    public GradientCheck requireRight() {
        for (Comparison each : comparisons) {
            // Written so that a gradient that is no number is refused.
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

    /** A line for each comparison. */
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
