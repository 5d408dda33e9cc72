// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Stopwatch;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.Shuffle;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tensorflow.proto.ConfigProto;

/** One attempt at a training, from its first step or from a checkpoint to its last, with the graphs it needs. */
final class TrainingRun implements AutoCloseable {
    private final ModelSpec spec;
    private final Dataset train;
    private final Dataset test;
    private final Optional<Dataset> validation;
    private final TrainingConfig config;
    private final int attempt;
    private final ConfigProto session;
    private final TrainingGraph graph;
    private final Evaluator evaluator;
    private final Replicas replicas;
    private final DeadStartGuard guard;
    private final TrainingProgress progress;

    /** How an epoch ended. */
    private enum End {
        FINISHED,
        PAUSED,
        DEAD
    }

    /**
     * @param config with the seed of this attempt
     * @param attempt how many there were before
     */
    TrainingRun(
            ModelSpec spec,
            Dataset train,
            Dataset test,
            Optional<Dataset> validation,
            TrainingConfig config,
            int attempt,
            ConfigProto session,
            Replica replica) {
        this.spec = spec;
        this.train = train;
        this.test = test;
        this.validation = validation;
        this.config = config;
        this.attempt = attempt;
        this.session = session;
        progress = new TrainingProgress(config, train.size());
        guard = new DeadStartGuard(spec, progress.stepsPerEpoch());
        graph = new TrainingGraph(spec, config, session, replica);
        replicas = new Replicas(replica, graph, config);
        try {
            evaluator = new Evaluator(spec, session);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Sets the weights to start from; drawn ones, scaled where the configuration wants it, without any. */
    void begin(Optional<Weights> initial) {
        if (initial.isPresent()) {
            graph.setWeights(initial.get());
        } else if (config.unitVariance()) {
            graph.setWeights(UnitVariance.scaled(graph.weights(), spec, train, config.seed(), session));
        }
    }

    /**
     * Sets everything to what it was when a checkpoint was made, and tells the listeners.
     *
     * @throws UserInputException if the optimizer remembers other things
     */
    void goOn(Checkpoint checkpoint, TrainingState state, List<TrainingListener> listeners) {
        try {
            graph.restore(checkpoint.weights(), checkpoint.slots());
        } catch (IllegalArgumentException e) {
            throw new UserInputException(
                    "the checkpoint does not have what the optimizer remembers (" + e.getMessage()
                            + "); go on with the optimizer and the averaging it was made with",
                    e);
        }
        progress.goOn(state);
        guard.goOn(progress.steps(), state.firstLosses());
        listeners.forEach(listener -> listener.resumed(progress.epochs()));
    }

    /**
     * Trains for all epochs or until a listener wants to stop or to pause.
     *
     * @param isLast whether it goes on if it stays where it began
     * @return the trained model; empty if it stays where it began, and another attempt follows
     */
    Optional<Checkpoint> train(List<TrainingListener> listeners, boolean isLast) {
        graph.start();
        End end = End.FINISHED;
        while (end == End.FINISHED && !isOver(listeners)) {
            end = runEpoch(listeners, isLast);
        }
        return end == End.DEAD ? Optional.empty() : Optional.of(checkpoint());
    }

    private boolean isOver(List<TrainingListener> listeners) {
        boolean isStopped = progress.epoch() > 1 && listeners.stream().anyMatch(TrainingListener::wantsToStop);
        return replicas.any(progress.epoch() > config.epochs() || isStopped || isPaused(listeners));
    }

    private static boolean isPaused(List<TrainingListener> listeners) {
        return listeners.stream().anyMatch(TrainingListener::wantsToPause);
    }

    private End runEpoch(List<TrainingListener> listeners, boolean isLast) {
        Stopwatch clock = Stopwatch.createStarted();
        Stopwatch looking = Stopwatch.createUnstarted();
        int[] order = Shuffle.order(train.size(), config.seed(), progress.epoch());
        int from = (int) Math.min(progress.epochSteps() * config.batch(), order.length);
        int[] left = Arrays.copyOfRange(order, from, order.length);
        End end = takeSteps(left, looking, listeners, isLast);
        if (end == End.FINISHED) {
            double seconds = seconds(clock) - seconds(looking);
            EpochMetrics metrics = evaluate(left.length / seconds, clock);
            progress.epochEnded(metrics);
            listeners.forEach(listener -> listener.epochEnded(metrics, this::checkpoint));
        }
        return end;
    }

    private End takeSteps(int[] images, Stopwatch looking, List<TrainingListener> listeners, boolean isLast) {
        try (BatchQueue batches = new BatchQueue(train, draw(), images, config.batch(), replicas::slice)) {
            while (batches.hasNext()) {
                boolean pauses;
                try (Batch batch = batches.next()) {
                    if (!batches.hasNext()) {
                        looking.start();
                        tellOfLastStep(listeners, batch);
                        looking.stop();
                    }
                    TrainingGraph.StepResult result = step(batch, listeners);
                    if (guard.isSuspicious(result.loss()) && isDead(batch, listeners) && !isLast) {
                        return End.DEAD;
                    }
                    pauses = replicas.pauses(result, isPaused(listeners));
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

    private EpochMetrics evaluate(double imagesPerSecond, Stopwatch clock) {
        evaluator.load(graph.bestWeights());
        Optional<Evaluation> validated = validation.map(images -> replicas.evaluate(evaluator, images));
        Evaluation tested = replicas.evaluate(evaluator, test);
        double lastRate = progress.rate(progress.stepsPerEpoch() - 1);
        return new EpochMetrics(
                progress.epoch(), progress.training(), validated, tested, lastRate, imagesPerSecond, seconds(clock));
    }

    private TrainingGraph.StepResult step(Batch batch, List<TrainingListener> listeners) {
        double rate = progress.rate(progress.epochSteps());
        TrainingGraph.StepResult result = graph.step(batch, (float) rate, progress.steps(), isPaused(listeners));
        requireNumber(result.loss(), rate);
        StepMetrics metrics = progress.stepTaken(result, batch.slice().size());
        listeners.forEach(listener -> listener.stepTaken(metrics));
        return result;
    }

    private void tellOfLastStep(List<TrainingListener> listeners, Batch batch) {
        listeners.forEach(
                listener -> listener.lastStepAhead(progress.epoch(), () -> graph.gradients(batch, progress.steps())));
    }

    private boolean isDead(Batch batch, List<TrainingListener> listeners) {
        Optional<DeadStart> found = guard.look(graph.weights(), evaluator, batch);
        if (!replicas.all(found.isPresent())) {
            return false;
        }
        found.ifPresent(each -> listeners.forEach(listener -> listener.startedDead(each)));
        return true;
    }

    private void requireNumber(float loss, double rate) {
        if (!Float.isFinite(loss)) {
            throw new UserInputException("the loss is " + loss + " in step " + (progress.steps() + 1)
                    + ", expected a number; lower the learning rate (--lr), which is " + rate + " there"
                    + (progress.epoch() == 1
                            ? ""
                            : "; the checkpoints up to epoch " + (progress.epoch() - 1) + " are good"));
        }
    }

    private Checkpoint checkpoint() {
        TrainingState state = progress.state(attempt, guard.noted());
        return new Checkpoint(
                spec, graph.bestWeights(), graph.slots(), train.classes(), progress.steps(), state.toProgress());
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
