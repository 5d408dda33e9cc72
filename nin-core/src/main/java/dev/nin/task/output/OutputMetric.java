// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.metric.Metric;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A metric of one of several outputs; its name is prefixed with the output's. */
record OutputMetric(String output, Metric metric) implements Metric {
    @Override
    public String name() {
        return output + "_" + metric.name();
    }

    @Override
    public boolean isGreaterBetter() {
        return metric.isGreaterBetter();
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> values, Operand<TFloat32> encoded) {
        return metric.sums(tf, values, encoded);
    }

    @Override
    public double value(double[] sums, long examples) {
        return metric.value(sums, examples);
    }
}
