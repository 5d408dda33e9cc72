// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Helpers that several metrics use to emit their sums. */
final class Sums {
    private Sums() {}

    /** Returns the axes of all dimensions but the first. */
    static Operand<TInt32> ofExample(Ops tf, Operand<? extends TType> values) {
        return tf.constant(IntStream.range(1, values.shape().numDimensions()).toArray());
    }

    /** Returns the axes of all dimensions but the last. */
    static Operand<TInt32> ofClass(Ops tf, Operand<? extends TType> values) {
        return tf.constant(
                IntStream.range(0, values.shape().numDimensions() - 1).toArray());
    }

    /**
     * Emits a scalar: NaN if any value is NaN, else 0. Metrics that count or rank values do not propagate NaN by
     * themselves.
     */
    static Operand<TFloat32> nan(Ops tf, Operand<TFloat32> values) {
        Operand<TFloat32> only = tf.select(tf.math.isNan(values), values, tf.constant(0f));
        return tf.reduceSum(
                only,
                tf.constant(IntStream.range(0, values.shape().numDimensions()).toArray()));
    }

    /**
     * Emits the sums over the batch (n) in twice the precision of float32: the leading parts, then the remainders, (2
     * n).
     */
    static Operand<TFloat32> exact(Ops tf, Operand<TFloat64> values) {
        Operand<TFloat64> sums = tf.reduceSum(values, tf.constant(0));
        Operand<TFloat32> high = tf.dtypes.cast(sums, TFloat32.class);
        Operand<TFloat64> rest = tf.math.sub(sums, tf.dtypes.cast(high, TFloat64.class));
        return tf.concat(List.of(high, tf.dtypes.cast(rest, TFloat32.class)), tf.constant(0));
    }
}
