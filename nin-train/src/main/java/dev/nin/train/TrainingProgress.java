// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.math.LongMath;
import com.google.common.primitives.Doubles;
import dev.nin.metric.Measures;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.step.StepResult;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The progress of a training: the finished epochs and the sums of the current one. */
final class TrainingProgress {
    private final TrainingConfig config;
    private final Measures measures;
    private final int images;
    /** The metrics of each finished epoch. */
    private final List<EpochMetrics> epochs = new ArrayList<>();

    private long steps;
    private long epochSteps;
    /** The images of the current epoch's steps, which may have been of another batch before the training resumed. */
    private long epochImages;

    private double lossSum;
    private List<Double> sums = List.of();

    /**
     * @param measures the metrics
     * @param images number of images per epoch
     */
    TrainingProgress(TrainingConfig config, Measures measures, int images) {
        this.config = config;
        this.measures = measures;
        this.images = images;
    }

    void resume(TrainingState state) {
        epochs.addAll(state.epochs());
        steps = state.steps();
        epochImages = state.epochImages().orElse(Math.min(state.epochSteps() * config.batch(), images));
        epochSteps = epochImages / config.batch();
        lossSum = state.lossSum();
        sums = state.sums();
    }

    /** Returns the part that a checkpoint keeps. */
    TrainingState state(int attempt, List<Double> firstLosses) {
        return new TrainingState(
                attempt, steps, epochSteps, OptionalLong.of(epochImages), lossSum, sums, firstLosses, epochs);
    }

    /**
     * Counts a step.
     *
     * @param size number of images in its batch
     */
    StepMetrics stepTaken(StepResult result, int size) {
        lossSum += result.loss() * (double) size;
        sums = added(sums, result.sums());
        steps++;
        epochSteps++;
        epochImages += size;
        return new StepMetrics(epoch(), epochSteps, stepsPerEpoch(), result.loss(), size, training());
    }

    private static List<Double> added(List<Double> sums, List<Double> more) {
        return IntStream.range(0, more.size())
                .mapToObj(i -> (sums.isEmpty() ? 0 : sums.get(i)) + more.get(i))
                .toList();
    }

    void epochEnded(EpochMetrics metrics) {
        epochs.add(metrics);
        epochSteps = 0;
        epochImages = 0;
        lossSum = 0;
        sums = List.of();
    }

    /** Returns loss and metrics on the current epoch's images, each with the weights at the time of its step. */
    Evaluation training() {
        return new Evaluation(lossSum / epochImages, measures.scores(Doubles.toArray(sums), epochImages));
    }

    List<EpochMetrics> epochs() {
        return List.copyOf(epochs);
    }

    /** Returns the number of the current epoch, from 1. */
    int epoch() {
        return epochs.size() + 1;
    }

    /** Returns the number of steps taken in the current epoch; after a change of the batch, as if it had been its. */
    long epochSteps() {
        return epochSteps;
    }

    /** Returns the number of images in the steps of the current epoch. */
    int epochImages() {
        return Math.toIntExact(epochImages);
    }

    /** Returns the total number of steps taken. */
    long steps() {
        return steps;
    }

    long stepsPerEpoch() {
        return LongMath.divide(images, config.batch(), RoundingMode.CEILING);
    }

    /**
     * Returns the learning rate of a step of the current epoch.
     *
     * @param before number of the epoch's steps before it
     */
    double rate(long before) {
        List<Double> losses = epochs.stream()
                .map(epoch -> epoch.validation().orElse(epoch.train()).loss())
                .toList();
        // The rate at the middle of the step, so that a warm-up does not start at 0.
        double time = (epochs.size() * stepsPerEpoch() + before + 0.5) / stepsPerEpoch();
        return config.learningRate().factorAfter(losses) * config.learningRate().at(time, config.epochs());
    }
}
