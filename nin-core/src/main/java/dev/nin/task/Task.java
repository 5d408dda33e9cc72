// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a model learns of each example, by which loss, and what it is measured by. Immutable; one object says it for
 * training and evaluation alike.
 *
 * <p>Targets come as a dataset has them; {@link #encoded} makes of them what losses compare an output with, which is
 * also what mixing two examples mixes.
 */
public interface Task {
    /**
     * Classification: one class an image, by the cross-entropy of its logits.
     *
     * @param labels the names of the classes in order
     * @return the task, without smoothing and weights
     * @throws dev.nin.model.UserInputException if there is none
     */
    static Classification classification(List<String> labels) {
        return new Classification(labels, 0, List.of());
    }

    /**
     * Refuses an output that this cannot be learnt with.
     *
     * @param spec the model
     * @param output the name of one of its outputs
     * @throws dev.nin.model.UserInputException if the output does not fit
     */
    void requireFit(ModelSpec spec, String output);

    /**
     * Emits what losses and metrics compare an output with.
     *
     * @param tf where to
     * @param targets one for each example, (batch)
     * @return values of the output's shape, (batch, ...)
     */
    Operand<TFloat32> encoded(Ops tf, Operand<TInt32> targets);

    /**
     * Emits the loss of each example.
     *
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @param encoded what {@link #encoded} gave, possibly mixed
     * @return (batch)
     */
    Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * What a model is measured by, beside its loss.
     *
     * @return what chooses the best epoch
     */
    Metric metric();

    /**
     * Types of operations in the losses whose gradient this task's author has checked.
     *
     * @return for {@link dev.nin.graph.GradientAudit#check}; none by default
     */
    default Set<String> checkedOperations() {
        return Set.of();
    }

    /**
     * The task as it is evaluated: without what only training wants, such as the smoothing of labels.
     *
     * @return this by default
     */
    default Task plain() {
        return this;
    }
}
