// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss of one's own, such as one of the functions of tensorflow-framework, which take what is right first:
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
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @param encoded what the task's {@link Task#encoded} gave, possibly mixed
     * @return each example's loss, (batch); or (batch, ...), which is averaged over all but the batch; or the loss of
     *     the whole batch, a scalar, which each example then has
     */
    Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);
}
