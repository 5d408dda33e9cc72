// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fraction of examples whose most probable class is the right one, from 0 to 1. Of equal logits, the first counts.
 */
public record Accuracy() implements Metric {
    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TInt32> predicted = tf.math.argMax(output, tf.constant(1), TInt32.class);
        Operand<TInt32> right = tf.math.argMax(encoded, tf.constant(1), TInt32.class);
        Operand<TFloat32> hits = tf.dtypes.cast(tf.math.equal(predicted, right), TFloat32.class);
        return tf.reduceSum(hits, tf.constant(0), ReduceSum.keepDims(true));
    }

    @Override
    public double value(double[] sums, long examples) {
        return sums[0] / examples;
    }
}
