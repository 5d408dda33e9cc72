// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.metric.Metric;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A metric of values derived from those that the loss compares, such as the same values in other units. */
record AdaptedMetric(Metric metric, View ofOutput, View ofEncoded) implements Metric {
    /** Emits the values to measure in place of others. */
    interface View extends BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> {}

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public boolean isGreaterBetter() {
        return metric.isGreaterBetter();
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        return metric.sums(tf, ofOutput.apply(tf, output), ofEncoded.apply(tf, encoded));
    }

    @Override
    public double value(double[] sums, long examples) {
        return metric.value(sums, examples);
    }
}
