// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelTrace;
import dev.nin.graph.ModelTrace.Row;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.weights.Weights;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether the loss falls below the plateau at log(classes): after the first steps, and as long as it has not,
 * after twice as many steps as at the check before. For one training; not thread-safe.
 */
final class ChanceLevelGuard {
    /** The number of steps after which it first checks, unless the first epoch ends earlier. */
    private static final long STEPS = 100;

    private static final int LOSSES = 20;
    private static final double NEAR = 0.01;
    /** A loss so many times that of guessing has not stayed at its start. */
    private static final double DIVERGED = 10;

    /** Standard deviation, over a batch's images, of the probability of one class. */
    private static final double ALIKE = 0.01;
    /** After fewer steps a live network's outputs may still be nearly equal; only a dead network's are the same. */
    private static final long FEW_STEPS = 40;

    private static final double THE_SAME = 1e-6;

    private static final double ALL = 0.999;

    private final ModelSpec spec;
    /** Number of classes of a classifier; 0 for other tasks, whose loss has no known value for guessing. */
    private final int classes;

    private final long steps;
    private final Deque<Double> losses = new ArrayDeque<>();
    private long taken;
    /** Whether the loss has fallen, or the plateau has been found. */
    private boolean isOver;

    ChanceLevelGuard(ModelSpec spec, Goals goals, long stepsPerEpoch) {
        this.spec = spec;
        Goal first = goals.goals().get(0);
        classes = goals.goals().size() == 1 && first.task() instanceof Classification classification
                ? classification.labels().size()
                : 0;
        steps = Math.min(STEPS, stepsPerEpoch);
    }

    /** Resumes after some steps. */
    void resume(long before, List<Double> noted) {
        taken = before;
        losses.addAll(noted);
        isOver = before >= steps && noted.isEmpty();
    }

    /** Returns the most recent losses, as long as it checks them. */
    List<Double> noted() {
        return taken < steps || (classes > 0 && !isOver) ? List.copyOf(losses) : List.of();
    }

    void record(double loss) {
        losses.add(loss);
        if (losses.size() > LOSSES) {
            losses.remove();
        }
        taken++;
        if (isTimeToCheck() && meanLoss() <= (1 - NEAR) * Math.log(classes)) {
            isOver = true;
        }
    }

    /** Returns whether the number of steps is the first one to check at, or that times a power of 2. */
    private boolean isTimeToCheck() {
        return taken % steps == 0 && Long.bitCount(taken / steps) == 1;
    }

    /** Returns whether it is time to check and the losses are no better than guessing. */
    boolean isSuspicious() {
        return classes > 0 && !isOver && isTimeToCheck() && meanLoss() < DIVERGED * Math.log(classes);
    }

    /** Ends the checks, since the plateau has been found. */
    void end() {
        isOver = true;
    }

    /** Checks whether all images get the same output and, if so, where the signal ends. */
    Optional<ChanceLevelPlateau> look(Weights weights, Evaluator evaluator, Batch batch) {
        evaluator.load(weights);
        if (greatestDeviation(evaluator.answers(batch, "probabilities")) > (taken < FEW_STEPS ? THE_SAME : ALIKE)) {
            return Optional.empty();
        }
        Row row = dead(trace(weights, batch));
        return Optional.of(new ChanceLevelPlateau(
                taken,
                meanLoss(),
                classes,
                row.call() + " (" + row.name() + ")",
                row.values().zeros(),
                row.values().standardDeviation()));
    }

    /** Returns the largest standard deviation of a class's probability over a batch's images. */
    private static double greatestDeviation(float[][] probabilities) {
        double greatest = 0;
        for (int label = 0; label < probabilities[0].length; label++) {
            double sum = 0;
            double squares = 0;
            for (float[] each : probabilities) {
                sum += each[label];
                squares += (double) each[label] * each[label];
            }
            double mean = sum / probabilities.length;
            greatest = Math.max(greatest, Math.sqrt(Math.max(squares / probabilities.length - mean * mean, 0)));
        }
        return greatest;
    }

    private ModelTrace trace(Weights weights, Batch batch) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.frozen(weights))) {
            return model.trace(batch.images());
        }
    }

    /** Returns the first layer whose output is all zeros or, without one, the layer whose values vary least. */
    private static Row dead(ModelTrace trace) {
        return trace.rows().stream()
                .filter(row -> row.values().zeros() > ALL)
                .findFirst()
                .orElseGet(() -> trace.rows().stream()
                        .min(Comparator.comparingDouble(row -> row.values().standardDeviation()))
                        .orElseThrow());
    }

    private double meanLoss() {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
