// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The fraction of examples whose class is among the most probable ones. */
record TopAccuracy(int predicted) implements Metric {
    TopAccuracy {
        if (predicted < 1) {
            throw new IllegalArgumentException(
                    "top_" + predicted + " asks for " + predicted + " classes, expected at least 1, such as top_5");
        }
    }

    @Override
    public String name() {
        return "top_" + predicted;
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TInt32> right = tf.math.argMax(encoded, tf.constant(1), TInt32.class);
        Operand<TFloat32> hits = tf.dtypes.cast(tf.nn.inTopK(output, right, tf.constant(predicted)), TFloat32.class);
        return tf.reduceSum(hits, tf.constant(0), ReduceSum.keepDims(true));
    }

    @Override
    public double value(double[] sums, long examples) {
        return sums[0] / examples;
    }
}
