// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.weights.Weights;
import java.util.List;
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
     * A step has been taken that is not the last of its epoch: training could end here and be gone on with. Does
     * nothing by default.
     *
     * @param checkpoint copies the state of training when asked before this method returns
     */
    default void betweenSteps(Supplier<Checkpoint> checkpoint) {}

    /**
     * The layers without pretrained weights have been trained by themselves, before the first step of all. Does nothing
     * by default.
     *
     * @param epochs what each epoch of that has brought
     */
    default void headTrained(List<EpochMetrics> epochs) {}

    /**
     * The training goes on where it ended; told before its first step. Does nothing by default.
     *
     * @param epochs what the epochs before have brought, without their times
     */
    default void resumed(List<EpochMetrics> epochs) {}

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
    default void startedDead(ChanceLevelPlateau found) {}

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

    /**
     * Whether training is to end behind this step, to be gone on with later; asked behind each step and each epoch.
     *
     * @return false by default
     */
    default boolean wantsToPause() {
        return false;
    }
}
