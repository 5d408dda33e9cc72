// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.SubScope;
import dev.nin.graph.Variables;
import dev.nin.metric.Measures;
import dev.nin.model.ModelSpec;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.TargetInputs;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.replica.GradientReducer;
import dev.nin.train.replica.Replica;
import dev.nin.train.replica.SingleReplica;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.StepStats;
import org.tensorflow.types.TFloat32;

/** A model's training graph with loss, gradients and optimizer, and the session that runs its steps. */
public final class TrainingGraph implements AutoCloseable {
    private final Graph graph;
    private final Session session;
    private final ModelOperands model;
    private final StepInputs inputs;
    private final TargetInputs targets;
    private final Measures measures;
    private final Placeholder<TFloat32> rate;
    private final Optional<GradientReducer> exchange;
    private final StepOperations operations;
    /** The score of the whole batch, in a step that only accumulates gradients. */
    private final GradientReducer.Score summed;

    private final int accumulation;

    public TrainingGraph(ModelSpec spec, Goals goals, TrainingConfig config, ConfigProto sessionConfig) {
        this(spec, goals, config, sessionConfig, new SingleReplica());
    }

    public TrainingGraph(
            ModelSpec spec, Goals goals, TrainingConfig config, ConfigProto sessionConfig, Replica replica) {
        graph = new Graph();
        try {
            Ops whole = SubScope.of(Ops.create(graph));
            inputs = new StepInputs(whole, spec.input(), config, replica);
            model = GraphCompiler.apply(spec, whole, inputs.shown(), new Mode.Training(config.seed(), inputs.part()));
            Ops tf = whole.withSubScope("training");
            targets = TargetInputs.emit(tf, spec, goals, inputs.shown(), inputs::changedMasks);
            rate = tf.withName("rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> losses = goals.losses(
                    tf, model, targets.encoded().stream().map(inputs::mixed).toList());
            Operand<TFloat32> loss = tf.withName("loss").math.mean(losses, tf.constant(0));
            measures = goals.measures(tf, model, targets.encoded());
            GradientReducer.Score score = new GradientReducer.Score(loss, measures.sums(), Optional.empty());
            exchange = inputs.replica().map(each -> new GradientReducer(whole.withSubScope("exchange"), replica, each));
            summed = exchange.map(each -> each.sum(score)).orElse(score);
            operations = StepOperations.emit(
                    tf,
                    config,
                    model,
                    LossGradients.emit(graph, tf, loss, model, goals.checkedOperations(), sessionConfig),
                    rate,
                    exchange,
                    score);
            accumulation = config.accumulation();
            session = replica.session(graph, sessionConfig);
            operations.average().ifPresent(each -> each.start(session, weights()));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Returns the metrics, with their sums. */
    public Measures measures() {
        return measures;
    }

    /**
     * Takes one step together with the other replicas.
     *
     * @param batch this replica's images
     * @param learningRate the step's rate
     * @param stepNumber steps taken before
     * @param wish whether this replica wants to pause after the step
     * @return the result for the whole batch
     */
    public StepResult step(Batch batch, float learningRate, long stepNumber, boolean wish) {
        boolean changes = (stepNumber + 1) % accumulation == 0;
        try (TFloat32 rateTensor = TFloat32.scalarOf(learningRate)) {
            BiFunction<GradientReducer.Score, List<Op>, StepResult> pass = (score, targets) ->
                    run(batch, stepNumber, wish, runner -> result(runner.feed(rate, rateTensor), score, targets));
            Optional<StepResult> before = operations.uphill().isEmpty()
                    ? Optional.empty()
                    : Optional.of(pass.apply(summed, operations.uphill()));
            StepResult after = changes
                    ? pass.apply(operations.score(), operations.updates())
                    : pass.apply(summed, operations.sums());
            return before.orElse(after);
        }
    }

    private static StepResult result(Session.Runner runner, GradientReducer.Score score, List<Op> targets) {
        runner.fetch(score.loss()).fetch(score.sums());
        score.wishes().ifPresent(runner::fetch);
        targets.forEach(runner::addTarget);
        try (Result result = runner.run()) {
            boolean pauses = score.wishes().isPresent() && ((TFloat32) result.get(2)).getFloat() > 0;
            List<Double> sums = new ArrayList<>();
            ((TFloat32) result.get(1)).scalars().forEach(sum -> sums.add((double) sum.getFloat()));
            return new StepResult(((TFloat32) result.get(0)).getFloat(), sums, pauses);
        }
    }

    /** Takes a step alone and returns the times of its operations. */
    StepStats trace(Batch batch, float learningRate, long stepNumber) {
        RunOptions options = RunOptions.newBuilder()
                .setTraceLevel(RunOptions.TraceLevel.FULL_TRACE)
                .build();
        try (TFloat32 rateTensor = TFloat32.scalarOf(learningRate)) {
            return run(batch, stepNumber, false, runner -> {
                runner.feed(rate, rateTensor).fetch(operations.score().loss()).setOptions(options);
                operations.updates().forEach(runner::addTarget);
                try (Result result = runner.runAndFetchMetadata()) {
                    return result.getMetadata().orElseThrow().getStepStats();
                }
            });
        }
    }

    /** Returns the gradients of a batch's loss by variable name, as a step would compute them; changes nothing. */
    public Weights gradients(Batch batch, long stepNumber) {
        return run(batch, stepNumber, false, runner -> {
            operations.gradients().forEach(runner::fetch);
            Weights.Builder read = Weights.builder();
            try (Result result = runner.run()) {
                for (int i = 0; i < model.trainableVariables().size(); i++) {
                    ModelVariable variable = model.trainableVariables().get(i);
                    TFloat32 value = (TFloat32) result.get(i);
                    float[] values = new float[Math.toIntExact(value.size())];
                    value.asRawTensor().data().asFloats().read(values);
                    read.put(variable.name(), variable.parameter().dimensions(), values);
                }
            }
            return read.build();
        });
    }

    /** Returns the operations of a step. */
    GraphDef definition() {
        return graph.toGraphDef();
    }

    /** Runs an action with a runner that is fed a batch and the number of the step. */
    private <T> T run(Batch batch, long stepNumber, boolean wish, Function<Session.Runner, T> action) {
        return inputs.run(session, batch, model, stepNumber, wish, runner -> action.apply(targets.feed(runner, batch)));
    }

    /** Sets every variable to the chief's value; all replicas call this before their first step. */
    public void start() {
        exchange.ifPresent(each -> each.start(session));
    }

    /** Returns sums over all replicas, all of which pass the same number of values at the same time. */
    public double[] sum(double... values) {
        return exchange.map(each -> each.sum(session, values)).orElse(values);
    }

    /** Returns the weights that training updates. */
    public Weights weights() {
        return Variables.read(session, model.variables());
    }

    /** Returns the weights to evaluate and keep: the moving average if there is one. */
    public Weights bestWeights() {
        Weights trained = weights();
        return operations
                .average()
                .map(each -> trained.with(each.read(session)))
                .orElse(trained);
    }

    public void setWeights(Weights weights) {
        Variables.write(session, model.variables(), weights);
        operations.average().ifPresent(each -> each.start(session, weights));
    }

    /**
     * Sets everything that steps change.
     *
     * @param best the result of {@link #bestWeights}
     * @param remembered the result of {@link #slots}
     * @throws IllegalArgumentException if something is missing; nothing is set then
     */
    public void restore(Weights best, Weights remembered) {
        Variables.write(session, operations.slots(), remembered);
        setWeights(operations.average().isPresent() ? best.with(remembered) : best);
        operations.average().ifPresent(each -> each.start(session, best));
    }

    /** Returns the optimizer's state and, if there is a moving average, the weights that training updates. */
    public Weights slots() {
        Weights remembered = Variables.read(session, operations.slots());
        return operations.average().isPresent() ? remembered.with(weights()) : remembered;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
