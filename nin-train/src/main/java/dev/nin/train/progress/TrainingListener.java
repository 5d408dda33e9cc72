// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.function.Supplier;

/** A listener that is notified of a training's progress, on the training thread. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * Called after each step. Does nothing by default.
     *
     * @param metrics the step's metrics
     */
    default void stepTaken(StepMetrics metrics) {}

    /**
     * Called after each step that is not the last of its epoch; training can be resumed from this point. Does nothing
     * by default.
     *
     * @param checkpoint copies the state of training; to be called before this method returns
     */
    default void betweenSteps(Supplier<Checkpoint> checkpoint) {}

    /**
     * Called after the layers without pretrained weights have been trained by themselves, before the first step of the
     * training itself. Does nothing by default.
     *
     * @param epochs metrics of the epochs of that training
     */
    default void headTrained(List<EpochMetrics> epochs) {}

    /**
     * Called when training is resumed, before its first step. Does nothing by default.
     *
     * @param epochs metrics of the finished epochs, without their times
     */
    default void resumed(List<EpochMetrics> epochs) {}

    /**
     * Called before the last step of each epoch. Does nothing by default.
     *
     * @param epoch the epoch, from 1
     * @param gradients computes the gradients of that step's loss by variable name, before clipping and decay; to be
     *     called before this method returns; costs as much as a step
     */
    default void lastStepAhead(int epoch, Supplier<Weights> gradients) {}

    /**
     * Called when a dead start is detected. Does nothing by default.
     *
     * @param found the diagnosis
     */
    default void startedDead(ChanceLevelPlateau found) {}

    /**
     * Called after each epoch and its evaluation.
     *
     * @param metrics the epoch's metrics
     * @param checkpoint copies the state of training
     */
    void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint);

    /**
     * Returns whether training should stop after this epoch; called after each epoch.
     *
     * @return false by default
     */
    default boolean wantsToStop() {
        return false;
    }

    /**
     * Returns whether training should pause after this step, to be resumed later; called after each step and each
     * epoch, and between the batches of an evaluation, which is broken off if it takes longer than two seconds: the
     * resumed training evaluates again.
     *
     * @return false by default
     */
    default boolean wantsToPause() {
        return false;
    }
}
