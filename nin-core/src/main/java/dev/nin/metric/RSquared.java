// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * The coefficient of determination R², averaged over the values of an example. Sums of squares are kept in twice the
 * precision, since subtracting the mean may cancel most of their digits.
 */
record RSquared() implements Metric {
    /** The squared errors, the true values and their squares, each as two numbers. */
    private static final int SUMS = 6;

    /** A variance below this fraction of the squares is a rounding error of 0. */
    private static final double ROUNDING = 1e-12;

    @Override
    public String name() {
        return "r2";
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat64> right = tf.dtypes.cast(encoded, TFloat64.class);
        Operand<TFloat64> errors = tf.math.squaredDifference(tf.dtypes.cast(output, TFloat64.class), right);
        Operand<TFloat64> all = tf.concat(List.of(errors, right, tf.math.square(right)), tf.constant(1));
        return Sums.exact(tf, all);
    }

    @Override
    public double value(double[] sums, long examples) {
        int values = sums.length / SUMS;
        double explained = 0;
        int varying = 0;
        for (int i = 0; i < values; i++) {
            double errors = sums[i] + sums[i + 3 * values];
            double right = sums[i + values] + sums[i + 4 * values];
            double squares = sums[i + 2 * values] + sums[i + 5 * values];
            double variation = squares - right * right / examples;
            if (!(variation <= ROUNDING * squares)) {
                explained += 1 - errors / variation;
                varying++;
            }
        }
        return varying == 0 ? Double.NaN : explained / varying;
    }
}
