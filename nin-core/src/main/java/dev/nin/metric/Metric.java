// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A measure of a model's quality, computed from sums over examples. The graph emits the sums of a batch; they add up
 * over batches, steps, replicas and resumed trainings, and Java computes the value from the totals.
 */
public interface Metric {
    /**
     * Returns the metric's name in files, tables and charts.
     *
     * @return the name in lower case, its words joined by underscores, such as mean_iou
     */
    String name();

    /**
     * Returns whether larger values are better.
     *
     * @return true unless overridden
     */
    default boolean isGreaterBetter() {
        return true;
    }

    /**
     * Emits the sums of a batch.
     *
     * @param tf where to add the operations
     * @param output the model's output, (batch, ...)
     * @param encoded the targets as the task's {@code encoded} returns them, not mixed
     * @return the sums that this metric needs, (sums); their number is known before the graph runs
     */
    Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * Computes the metric's value.
     *
     * @param sums the sums over all examples
     * @param examples the number of examples
     * @return the value; NaN if it is undefined, which counts as the worst
     */
    double value(double[] sums, long examples);
}
