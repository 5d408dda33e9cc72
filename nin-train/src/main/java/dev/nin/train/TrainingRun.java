// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Stopwatch;
import com.google.common.math.LongMath;
import dev.nin.data.LabeledImages;
import dev.nin.data.Shuffle;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tensorflow.proto.ConfigProto;

/** One training from its first step to its last, with the graphs it needs. */
final class TrainingRun implements AutoCloseable {
    private final ModelSpec spec;
    private final LabeledImages train;
    private final LabeledImages test;
    private final Optional<LabeledImages> validation;
    private final Optional<Weights> initial;
    private final TrainingConfig config;
    private final ConfigProto session;
    private final TrainingGraph graph;
    private final Evaluator evaluator;
    private final DeadStartGuard guard;
    /** Of each epoch, by which a plateau is told. */
    private final List<Double> losses = new ArrayList<>();

    TrainingRun(
            ModelSpec spec,
            LabeledImages train,
            LabeledImages test,
            Optional<LabeledImages> validation,
            Optional<Weights> initial,
            TrainingConfig config,
            ConfigProto session) {
        this.spec = spec;
        this.train = train;
        this.test = test;
        this.validation = validation;
        this.initial = initial;
        this.config = config;
        this.session = session;
        guard = new DeadStartGuard(spec, stepsPerEpoch());
        graph = new TrainingGraph(spec, config, session);
        try {
            evaluator = new Evaluator(spec, session);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Trains for all epochs or until a listener wants to stop.
     *
     * @param isLast whether it goes on if it stays where it began
     * @return the trained model; empty if it stays where it began, and another attempt follows
     */
    Optional<Checkpoint> train(List<TrainingListener> listeners, boolean isLast) {
        if (initial.isPresent()) {
            graph.setWeights(initial.get());
        } else if (config.unitVariance()) {
            graph.setWeights(scaled(graph.weights()));
        }
        for (int epoch = 1; epoch <= config.epochs(); epoch++) {
            Optional<EpochMetrics> metrics = runEpoch(epoch, listeners, isLast);
            if (metrics.isEmpty()) {
                return Optional.empty();
            }
            losses.add(metrics.get().validation().orElse(metrics.get().train()).loss());
            int done = epoch;
            listeners.forEach(listener -> listener.epochEnded(metrics.get(), () -> checkpoint(done)));
            if (epoch == config.epochs() || listeners.stream().anyMatch(TrainingListener::wantsToStop)) {
                return Optional.of(checkpoint(epoch));
            }
        }
        throw new IllegalStateException("a training of " + config.epochs() + " epochs has not ended");
    }

    private Optional<EpochMetrics> runEpoch(int epoch, List<TrainingListener> listeners, boolean isLast) {
        Stopwatch clock = Stopwatch.createStarted();
        Stopwatch looking = Stopwatch.createUnstarted();
        int[] order = Shuffle.order(train.size(), config.seed(), epoch);
        double lossSum = 0;
        long hits = 0;
        double rate = 0;
        long steps = stepsPerEpoch();
        double factor = config.learningRate().factorAfter(losses);
        try (BatchQueue batches = new BatchQueue(train, order, config.batch())) {
            for (long taken = (epoch - 1) * steps; batches.hasNext(); taken++) {
                // The rate of the middle of the step, so that a warm-up does not begin with 0.
                rate = factor * config.learningRate().at((taken + 0.5) / steps, config.epochs());
                try (Batch batch = batches.next()) {
                    if (!batches.hasNext()) {
                        looking.start();
                        tellOfLastStep(listeners, epoch, batch, taken);
                        looking.stop();
                    }
                    TrainingGraph.StepResult result = graph.step(batch.images(), batch.labels(), (float) rate, taken);
                    int images = (int) batch.labels().size();
                    requireNumber(result.loss(), taken, rate, epoch);
                    lossSum += result.loss() * (double) images;
                    hits += result.correct();
                    long step = taken - (epoch - 1) * steps + 1;
                    StepMetrics metrics = new StepMetrics(epoch, step, steps, result.loss(), result.correct(), images);
                    listeners.forEach(listener -> listener.stepTaken(metrics));
                    if (guard.isSuspicious(result.loss()) && isDead(batch, listeners) && !isLast) {
                        return Optional.empty();
                    }
                }
            }
        }
        double seconds = seconds(clock) - seconds(looking);
        evaluator.load(graph.bestWeights());
        Optional<Evaluation> validated = validation.map(evaluator::evaluate);
        Evaluation tested = evaluator.evaluate(test);
        Evaluation training = new Evaluation(lossSum / order.length, (double) hits / order.length);
        return Optional.of(
                new EpochMetrics(epoch, training, validated, tested, rate, order.length / seconds, seconds(clock)));
    }

    private void tellOfLastStep(List<TrainingListener> listeners, int epoch, Batch batch, long taken) {
        listeners.forEach(listener ->
                listener.lastStepAhead(epoch, () -> graph.gradients(batch.images(), batch.labels(), taken)));
    }

    private boolean isDead(Batch batch, List<TrainingListener> listeners) {
        Optional<DeadStart> found = guard.look(graph.weights(), evaluator, batch);
        found.ifPresent(each -> listeners.forEach(listener -> listener.startedDead(each)));
        return found.isPresent();
    }

    private static void requireNumber(float loss, long taken, double rate, int epoch) {
        if (!Float.isFinite(loss)) {
            throw new UserInputException("the loss is " + loss + " in step " + (taken + 1)
                    + ", expected a number; lower the learning rate (--lr), which is " + rate + " there"
                    + (epoch == 1 ? "" : "; the checkpoints up to epoch " + (epoch - 1) + " are good"));
        }
    }

    private Weights scaled(Weights drawn) {
        int[] order = Shuffle.order(train.size(), config.seed(), 0);
        try (UnitVariance unitVariance = new UnitVariance(spec, session);
                Batch first = Batch.of(train, order, 0, Math.min(UnitVariance.BATCH, order.length))) {
            return unitVariance.scale(drawn, first);
        }
    }

    private Checkpoint checkpoint(int epochs) {
        return new Checkpoint(spec, graph.bestWeights(), graph.slots(), train.classes(), epochs * stepsPerEpoch());
    }

    private long stepsPerEpoch() {
        return LongMath.divide(train.size(), config.batch(), RoundingMode.CEILING);
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
