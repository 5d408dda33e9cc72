// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number that says how well a model does, computed from sums over examples: the graph emits the sums of a batch,
 * which add up over batches, steps, replicas and resumed trainings, and Java makes the number of them.
 */
public interface Metric {
    /**
     * What files, tables and charts call it.
     *
     * @return lower case, words joined by underscores, such as mean_iou
     */
    String name();

    /**
     * Whether a greater value is the better one.
     *
     * @return true unless overridden
     */
    default boolean isGreaterBetter() {
        return true;
    }

    /**
     * Emits the sums of a batch.
     *
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @param encoded what the task's {@code encoded} gave, not mixed
     * @return as many as this metric needs, (sums), a number known before the graph runs
     */
    Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * The metric's value.
     *
     * @param sums over all examples
     * @param examples how many they are
     * @return the value; NaN where there is none, which counts as the worst
     */
    double value(double[] sums, long examples);
}
