// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number that says how well a model does, the greater the better, computed from sums over examples: the graph emits
 * the sums of a batch, which add up over batches, steps and replicas, and Java makes the number of them. Tables and
 * files call it accuracy, whatever it is.
 */
public interface Metric {
    /**
     * Emits the sums of a batch.
     *
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @param encoded what {@link Task#encoded} gave, not mixed
     * @return as many as this metric needs, (sums)
     */
    Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * The metric's value.
     *
     * @param sums over all examples
     * @param examples how many they are
     * @return the value
     */
    double value(double[] sums, long examples);
}
