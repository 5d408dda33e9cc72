// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import java.util.function.Supplier;

/** Is told of a training as it goes on, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * A step has been taken. Does nothing by default.
     *
     * @param metrics what it saw
     */
    default void stepTaken(StepMetrics metrics) {}

    /**
     * The last step of an epoch is about to be taken. Does nothing by default.
     *
     * @param epoch the epoch, from 1
     * @param gradients computes, when asked before this method returns, the gradients of that step's loss by the
     *     variables' names, as they are before clipping and decay; costs as much as a step
     */
    default void lastStepAhead(int epoch, Supplier<Weights> gradients) {}

    /**
     * The training stays where it began. Does nothing by default.
     *
     * @param found what shows it
     */
    default void startedDead(DeadStart found) {}

    /**
     * An epoch has ended and been evaluated.
     *
     * @param metrics what it brought
     * @param checkpoint copies the state of training when asked
     */
    void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint);

    /**
     * Whether training is to end behind this epoch; asked after each.
     *
     * @return false by default
     */
    default boolean wantsToStop() {
        return false;
    }
}
