// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Stopwatch;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Draw;
import dev.nin.data.Shuffle;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.train.step.StepResult;
import dev.nin.train.step.TrainingGraph;
import dev.nin.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One attempt at a training, from its first step or a checkpoint to its last step, with the graphs it needs. */
final class TrainingRun implements AutoCloseable {
    private final TrainingSetup setup;
    private final List<TrainingListener> listeners;
    private final TrainingConfig config;
    private final int attempt;
    private final TrainingGraph graph;
    private final Evaluator evaluator;
    private final Replicas replicas;
    private final ChanceLevelGuard guard;
    private final TrainingProgress progress;
    private RunImages images;

    /** How an epoch ended. */
    private enum End {
        FINISHED,
        PAUSED,
        DEAD
    }

    /** @param attempt the number of earlier attempts */
    TrainingRun(TrainingSetup setup, int attempt) {
        this.setup = setup;
        this.attempt = attempt;
        images = RunImages.of(setup);
        listeners = setup.listeners;
        config = setup.config.toBuilder().seed(setup.seed(attempt)).build();
        TrainingMemory.require(setup.spec, config, setup.replica, setup.session);
        graph = new TrainingGraph(setup.spec, setup.goals(), config, setup.session, setup.replica);
        progress = new TrainingProgress(config, graph.measures(), images.train().size());
        guard = new ChanceLevelGuard(setup.spec, setup.goals(), progress.stepsPerEpoch());
        replicas = new Replicas(setup.replica, graph, config);
        try {
            evaluator = new Evaluator(setup.spec, setup.goals(), setup.session);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Sets the initial weights: the given ones, or random ones, scaled if the configuration asks for it.
     *
     * @param headTraining trains the layers that have no given weights, or changes nothing
     */
    void begin(UnaryOperator<Weights> headTraining) {
        TrainingMemory.require(evaluator, images.test(), images.validation());
        if (setup.weights.isPresent()) {
            graph.setWeights(headTraining.apply(graph.weights().with(setup.weights.get())));
        } else if (config.unitVariance()) {
            graph.setWeights(UnitVariance.scaled(
                    graph.weights(), setup.spec, setup.goals(), images.train(), config.seed(), setup.session));
        }
        images = images.features(setup, config, graph::weights);
    }

    /**
     * Restores the state of a checkpoint, and notifies the listeners.
     *
     * @throws UserInputException if the checkpoint lacks the optimizer's state
     */
    void resume(Checkpoint checkpoint, TrainingState state) {
        TrainingMemory.require(evaluator, images.test(), images.validation());
        try {
            graph.restore(checkpoint.weights(), checkpoint.slots());
        } catch (IllegalArgumentException e) {
            throw new UserInputException(
                    "the checkpoint does not have the optimizer's state (" + e.getMessage()
                            + "); resume with the optimizer and the averaging it was made with",
                    e);
        }
        progress.resume(state);
        guard.resume(progress.steps(), state.firstLosses());
        images = images.features(setup, config, graph::weights);
        listeners.forEach(listener -> listener.resumed(progress.epochs()));
    }

    /**
     * Trains for all epochs or until a listener stops or pauses the training.
     *
     * @param isLast whether training continues after a dead start
     * @return the trained model; empty after a dead start that another attempt follows
     */
    Optional<Checkpoint> train(boolean isLast) {
        graph.start();
        End end = End.FINISHED;
        while (end == End.FINISHED && !isOver()) {
            end = runEpoch(isLast);
        }
        return end == End.DEAD ? Optional.empty() : Optional.of(checkpoint());
    }

    private boolean isOver() {
        boolean isStopped = progress.epoch() > 1 && listeners.stream().anyMatch(TrainingListener::wantsToStop);
        return replicas.any(progress.epoch() > config.epochs() || isStopped || isPaused());
    }

    private boolean isPaused() {
        return listeners.stream().anyMatch(TrainingListener::wantsToPause);
    }

    private End runEpoch(boolean isLast) {
        Stopwatch clock = Stopwatch.createStarted();
        Stopwatch looking = Stopwatch.createUnstarted();
        int[] order = Shuffle.order(images.train().size(), config.seed(), progress.epoch());
        int from = Math.min(progress.epochImages(), order.length);
        int[] left = Arrays.copyOfRange(order, from, order.length);
        End end = takeSteps(left, looking, isLast);
        if (end != End.FINISHED) {
            return end;
        }
        double seconds = seconds(clock) - seconds(looking);
        Optional<EpochMetrics> metrics = evaluate(left.length / seconds, clock);
        if (metrics.isEmpty()) {
            return End.PAUSED;
        }
        progress.epochEnded(metrics.get());
        listeners.forEach(listener -> listener.epochEnded(metrics.get(), this::checkpoint));
        return End.FINISHED;
    }

    private End takeSteps(int[] order, Stopwatch looking, boolean isLast) {
        try (BatchQueue batches = new BatchQueue(images.train(), draw(), order, config.batch(), replicas::slice)) {
            while (batches.hasNext()) {
                boolean pauses;
                try (Batch batch = batches.next()) {
                    if (!batches.hasNext()) {
                        looking.start();
                        tellOfLastStep(batch);
                        looking.stop();
                    }
                    StepResult result = step(batch);
                    guard.record(result.loss());
                    if (guard.isSuspicious() && batch.features().isEmpty() && isDead(batch) && !isLast) {
                        return End.DEAD;
                    }
                    pauses = replicas.pauses(result, isPaused());
                }
                if (batches.hasNext()) {
                    listeners.forEach(listener -> listener.betweenSteps(this::checkpoint));
                    if (pauses) {
                        return End.PAUSED;
                    }
                }
            }
        }
        return End.FINISHED;
    }

    private Draw draw() {
        return new Draw(config.augmentation().images(), config.seed(), progress.epoch());
    }

    /**
     * Evaluates the weights after an epoch, unless that takes long and training pauses: then the rest is done later.
     */
    private Optional<EpochMetrics> evaluate(double imagesPerSecond, Stopwatch clock) {
        double lastRate = progress.rate(progress.stepsPerEpoch() - 1);
        Weights weights = graph.bestWeights();
        Divergence.require(weights, progress.epoch(), lastRate);
        evaluator.load(weights);
        EvaluationPause pause = new EvaluationPause(this::isPaused, setup.replica);
        Optional<Evaluation> validated = images.validation().flatMap(each -> replicas.evaluate(evaluator, each, pause));
        Optional<Evaluation> whole =
                pause.isDue() ? Optional.empty() : replicas.evaluate(evaluator, images.test(), pause);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        Evaluation tested = whole.get();
        Divergence.require(tested, "test", progress.epoch(), lastRate);
        validated.ifPresent(each -> Divergence.require(each, "validation", progress.epoch(), lastRate));
        return Optional.of(new EpochMetrics(
                progress.epoch(), progress.training(), validated, tested, lastRate, imagesPerSecond, seconds(clock)));
    }

    private StepResult step(Batch batch) {
        double rate = progress.rate(progress.epochSteps());
        StepResult result = graph.step(batch, (float) rate, progress.steps(), isPaused());
        Divergence.require(result.loss(), progress.steps() + 1, progress.epoch(), rate);
        StepMetrics metrics = progress.stepTaken(result, batch.slice().size());
        listeners.forEach(listener -> listener.stepTaken(metrics));
        return result;
    }

    private void tellOfLastStep(Batch batch) {
        listeners.forEach(
                listener -> listener.lastStepAhead(progress.epoch(), () -> graph.gradients(batch, progress.steps())));
    }

    private boolean isDead(Batch batch) {
        Optional<ChanceLevelPlateau> found = guard.look(graph.weights(), evaluator, batch);
        if (!replicas.all(found.isPresent())) {
            return false;
        }
        found.ifPresent(each -> listeners.forEach(listener -> listener.startedDead(each)));
        guard.end();
        return true;
    }

    private Checkpoint checkpoint() {
        TrainingState state = progress.state(attempt, guard.noted());
        Weights weights = graph.bestWeights();
        Divergence.require(weights, progress.epoch(), progress.rate(progress.epochSteps()));
        return new Checkpoint(setup.spec, weights, graph.slots(), setup.goals(), progress.steps(), state.toProgress());
    }

    private static double seconds(Stopwatch clock) {
        return clock.elapsed(TimeUnit.NANOSECONDS) / 1e9;
    }

    @Override
    public void close() {
        evaluator.close();
        graph.close();
    }
}
