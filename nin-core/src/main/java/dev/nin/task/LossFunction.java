// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A custom loss, such as one of the functions of tensorflow-framework, which take the targets first:
 *
 * <pre>{@code
 * (tf, output, encoded) -> Losses.logCosh(tf, encoded, output)
 * }</pre>
 */
@FunctionalInterface
public interface LossFunction {
    /**
     * Emits the losses.
     *
     * @param tf where to add the operations
     * @param output the model's output, (batch, ...)
     * @param encoded the result of the task's {@link Task#encoded}, possibly mixed
     * @return the loss of each example, (batch); or (batch, ...), which is averaged over all dimensions but the batch;
     *     or a scalar, the loss of the whole batch, which then counts for each example
     */
    Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);
}
