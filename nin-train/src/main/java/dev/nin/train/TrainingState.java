// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How far a training is: what it needs, beside weights and slots, to go on as if it had never ended. The order of the
 * images, the rate and all draws follow from it and the configuration.
 *
 * @param attempt how often it was begun again with the next seed
 * @param epochSteps steps taken of the epoch that is not finished
 * @param lossSum losses of those steps, each times its images
 * @param sums what the metric has summed up over those steps; empty before the first
 * @param firstLosses what {@link DeadStartGuard} has noted
 * @param epochs what the finished epochs brought; their times are not kept, and 0 where they are read
 */
record TrainingState(
        int attempt,
        long epochSteps,
        double lossSum,
        List<Double> sums,
        List<Double> firstLosses,
        List<EpochMetrics> epochs) {
    static final TrainingState START = new TrainingState(0, 0, 0, List.of(), List.of(), List.of());

    private static final String ATTEMPT = "attempt";
    private static final String EPOCH_STEPS = "epoch_steps";
    private static final String LOSS_SUM = "loss_sum";
    private static final String SUMS = "hits";
    private static final String FIRST_LOSSES = "first_losses";
    private static final Map<String, ToDoubleFunction<EpochMetrics>> COLUMNS = Map.of(
            "train_loss", epoch -> epoch.train().loss(),
            "train_accuracy", epoch -> epoch.train().accuracy(),
            "test_loss", epoch -> epoch.test().loss(),
            "test_accuracy", epoch -> epoch.test().accuracy(),
            "learning_rate", EpochMetrics::learningRate);
    private static final Map<String, ToDoubleFunction<Evaluation>> VALIDATION =
            Map.of("validation_loss", Evaluation::loss, "validation_accuracy", Evaluation::accuracy);

    TrainingState {
        sums = List.copyOf(sums);
        firstLosses = List.copyOf(firstLosses);
        epochs = List.copyOf(epochs);
    }

    /** As a checkpoint keeps it. */
    Map<String, List<Double>> toProgress() {
        Map<String, List<Double>> progress = new HashMap<>();
        progress.put(ATTEMPT, List.of((double) attempt));
        progress.put(EPOCH_STEPS, List.of((double) epochSteps));
        progress.put(LOSS_SUM, List.of(lossSum));
        progress.put(SUMS, sums);
        progress.put(FIRST_LOSSES, firstLosses);
        COLUMNS.forEach((name, of) ->
                progress.put(name, epochs.stream().map(of::applyAsDouble).toList()));
        VALIDATION.forEach((name, of) -> progress.put(
                name,
                epochs.stream()
                        .flatMap(epoch -> epoch.validation().stream())
                        .map(of::applyAsDouble)
                        .toList()));
        return progress;
    }

    /**
     * Reads what a checkpoint keeps.
     *
     * @throws UserInputException if it keeps nothing, or not all of it
     */
    static TrainingState of(Checkpoint checkpoint) {
        Map<String, List<Double>> progress = checkpoint.progress();
        int count = column(progress, "train_loss").size();
        List<EpochMetrics> epochs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            epochs.add(new EpochMetrics(
                    i + 1,
                    new Evaluation(at(progress, "train_loss", i), at(progress, "train_accuracy", i)),
                    column(progress, "validation_loss").isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Evaluation(
                                    at(progress, "validation_loss", i), at(progress, "validation_accuracy", i))),
                    new Evaluation(at(progress, "test_loss", i), at(progress, "test_accuracy", i)),
                    at(progress, "learning_rate", i),
                    0,
                    0));
        }
        return new TrainingState(
                (int) at(progress, ATTEMPT, 0),
                (long) at(progress, EPOCH_STEPS, 0),
                at(progress, LOSS_SUM, 0),
                column(progress, SUMS),
                column(progress, FIRST_LOSSES),
                epochs);
    }

    private static double at(Map<String, List<Double>> progress, String name, int index) {
        List<Double> numbers = column(progress, name);
        if (index >= numbers.size() || numbers.get(index) < 0) {
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
                + ", so that training cannot go on from it; begin a new one with its weights");
    }
}
