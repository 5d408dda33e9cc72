// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.rate;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.optimizer.LearningRate;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Records rate and loss of each step, and ends the training once the loss has diverged. */
final class RateRecorder implements TrainingListener {
    /** The weight of the past in the moving average of the loss: about the last ten steps. */
    private static final double PAST = 0.9;
    /** How many times as large as the smallest loss so far a diverged loss is, as in fastai's finder. */
    private static final double DIVERGED = 4;

    private final LearningRate rate;
    private final int epochs;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private double sum;
    private double average;
    private double least = Double.POSITIVE_INFINITY;

    /** @param epochs number of epochs of the training */
    RateRecorder(LearningRate rate, int epochs) {
        this.rate = rate;
        this.epochs = epochs;
    }

    @Override
    public void stepTaken(StepMetrics step) {
        double time = step.epoch() - 1 + (step.step() - 0.5) / step.steps();
        rates.add(rate.at(time, epochs));
        losses.add(step.loss());
        sum = PAST * sum + (1 - PAST) * step.loss();
        average = sum / (1 - Math.pow(PAST, losses.size()));
        least = Math.min(least, average);
    }

    @Override
    public boolean wantsToPause() {
        return !isEmpty() && !(average <= DIVERGED * least);
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}

    boolean isEmpty() {
        return losses.isEmpty();
    }

    RateCurve curve() {
        return RateCurve.of(rates, losses);
    }
}
