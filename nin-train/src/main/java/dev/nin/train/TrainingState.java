// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.metric.Metric;
import dev.nin.metric.Score;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state that a training needs, besides weights and slots, to resume as if it had never stopped. The order of the
 * images, the rate and all random draws follow from it and the configuration.
 *
 * @param attempt number of restarts with the next seed
 * @param steps number of steps taken, in all epochs
 * @param epochSteps number of steps taken in the unfinished epoch
 * @param epochImages number of images in those steps; empty in checkpoints of earlier versions
 * @param lossSum sum of the losses of those steps, each times its number of images
 * @param sums the metrics' sums over those steps; empty before the first
 * @param firstLosses the losses recorded by {@link DeadStartGuard}
 * @param epochs metrics of the finished epochs; their times are not kept and are read as 0
 */
record TrainingState(
        int attempt,
        long steps,
        long epochSteps,
        OptionalLong epochImages,
        double lossSum,
        List<Double> sums,
        List<Double> firstLosses,
        List<EpochMetrics> epochs) {
    static final TrainingState START =
            new TrainingState(0, 0, 0, OptionalLong.of(0), 0, List.of(), List.of(), List.of());

    private static final String ATTEMPT = "attempt";
    private static final String EPOCH_STEPS = "epoch_steps";
    private static final String EPOCH_IMAGES = "epoch_images";
    private static final String LOSS_SUM = "loss_sum";
    private static final String SUMS = "hits";
    private static final String FIRST_LOSSES = "first_losses";
    private static final String TRAIN = "train_";
    private static final String VALIDATION = "validation_";
    private static final String TEST = "test_";
    private static final String LOSS = "loss";
    private static final String RATE = "learning_rate";

    TrainingState {
        sums = List.copyOf(sums);
        firstLosses = List.copyOf(firstLosses);
        epochs = List.copyOf(epochs);
    }

    /** Returns the state in the form that a checkpoint keeps. */
    Map<String, List<Double>> toProgress() {
        Map<String, List<Double>> progress = new HashMap<>();
        progress.put(ATTEMPT, List.of((double) attempt));
        progress.put(EPOCH_STEPS, List.of((double) epochSteps));
        epochImages.ifPresent(images -> progress.put(EPOCH_IMAGES, List.of((double) images)));
        progress.put(LOSS_SUM, List.of(lossSum));
        progress.put(SUMS, sums);
        progress.put(FIRST_LOSSES, firstLosses);
        put(progress, TRAIN, epochs.stream().map(EpochMetrics::train).toList());
        put(
                progress,
                VALIDATION,
                epochs.stream().flatMap(epoch -> epoch.validation().stream()).toList());
        put(progress, TEST, epochs.stream().map(EpochMetrics::test).toList());
        progress.put(RATE, epochs.stream().map(EpochMetrics::learningRate).toList());
        return progress;
    }

    private static void put(Map<String, List<Double>> progress, String part, List<Evaluation> evaluations) {
        progress.put(part + LOSS, evaluations.stream().map(Evaluation::loss).toList());
        for (Evaluation evaluation : evaluations) {
            for (Score score : evaluation.scores()) {
                progress.computeIfAbsent(part + score.name(), name -> new ArrayList<>())
                        .add(score.value());
            }
        }
    }

    /**
     * Reads the state from a checkpoint.
     *
     * @param metrics the metrics of its epochs
     * @throws UserInputException if the state is missing or incomplete
     */
    static TrainingState of(Checkpoint checkpoint, List<Metric> metrics) {
        Map<String, List<Double>> progress = checkpoint.progress();
        int count = column(progress, TRAIN + LOSS).size();
        boolean isValidated = !column(progress, VALIDATION + LOSS).isEmpty();
        List<EpochMetrics> epochs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            epochs.add(new EpochMetrics(
                    i + 1,
                    evaluation(progress, TRAIN, metrics, i),
                    isValidated ? Optional.of(evaluation(progress, VALIDATION, metrics, i)) : Optional.empty(),
                    evaluation(progress, TEST, metrics, i),
                    at(progress, RATE, i),
                    0,
                    0));
        }
        return new TrainingState(
                (int) at(progress, ATTEMPT, 0),
                checkpoint.step(),
                (long) at(progress, EPOCH_STEPS, 0),
                progress.containsKey(EPOCH_IMAGES)
                        ? OptionalLong.of((long) at(progress, EPOCH_IMAGES, 0))
                        : OptionalLong.empty(),
                at(progress, LOSS_SUM, 0),
                column(progress, SUMS),
                column(progress, FIRST_LOSSES),
                epochs);
    }

    private static Evaluation evaluation(
            Map<String, List<Double>> progress, String part, List<Metric> metrics, int epoch) {
        return new Evaluation(
                at(progress, part + LOSS, epoch),
                metrics.stream()
                        .map(metric -> new Score(
                                metric.name(), at(progress, part + metric.name(), epoch), metric.isGreaterBetter()))
                        .toList());
    }

    private static double at(Map<String, List<Double>> progress, String name, int index) {
        List<Double> numbers = column(progress, name);
        boolean isCount = List.of(ATTEMPT, EPOCH_STEPS, EPOCH_IMAGES).contains(name);
        if (index >= numbers.size() || (isCount && numbers.get(index) < 0)) {
            throw unusable(name);
        }
        return numbers.get(index);
    }

    private static List<Double> column(Map<String, List<Double>> progress, String name) {
        List<Double> numbers = progress.get(name);
        if (numbers == null) {
            throw unusable(name);
        }
        return numbers;
    }

    private static UserInputException unusable(String name) {
        return new UserInputException("the checkpoint's progress has no usable " + name
                + ", so training cannot resume from it; start a new one with its weights");
    }
}
