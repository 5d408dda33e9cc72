// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import com.google.common.base.Ascii;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** An error between predicted and true values, averaged over the values of an example, then over the examples. */
record ErrorMetric(Kind kind) implements Metric {
    enum Kind {
        MAE,
        MSE,
        RMSE,
        PSNR
    }

    /** Added before the logarithm, so that equal images have a finite value; far below the resolution of 8 bits. */
    private static final float SILENCE = 1e-10f;

    @Override
    public String name() {
        return Ascii.toLowerCase(kind.name());
    }

    @Override
    public boolean isGreaterBetter() {
        return kind == Kind.PSNR;
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> each = kind == Kind.MAE
                ? tf.math.abs(tf.math.sub(output, encoded))
                : tf.math.squaredDifference(output, encoded);
        Operand<TFloat32> errors = tf.math.mean(each, Sums.ofExample(tf, each));
        return tf.reduceSum(
                kind == Kind.PSNR ? decibels(tf, errors) : errors, tf.constant(0), ReduceSum.keepDims(true));
    }

    private static Operand<TFloat32> decibels(Ops tf, Operand<TFloat32> errors) {
        Operand<TFloat32> logarithms = tf.math.log(tf.math.add(errors, tf.constant(SILENCE)));
        return tf.math.mul(logarithms, tf.constant((float) (-10 / Math.log(10))));
    }

    @Override
    public double value(double[] sums, long examples) {
        double mean = sums[0] / examples;
        return kind == Kind.RMSE ? Math.sqrt(mean) : mean;
    }
}
