// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.primitives.Floats;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.SubScope;
import dev.nin.graph.Variables;
import dev.nin.graph.Weights;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** A model's training graph with loss, gradients and optimizer, and the session that steps it. */
final class TrainingGraph implements AutoCloseable {
    private final Graph graph;
    private final Session session;
    private final ModelOperands model;
    private final Placeholder<TUint8> images;
    private final Placeholder<TInt64> drawStep;
    private final Placeholder<TInt32> labels;
    private final Placeholder<TFloat32> rate;
    private final Operand<TFloat32> loss;
    private final Operand<TInt32> correct;
    /** What a step runs that changes the weights. */
    private final List<Op> updates = new ArrayList<>();
    /** What a step runs that only sums up gradients. */
    private final List<Op> sums = new ArrayList<>();

    /** Of the loss, one for each trainable variable. */
    private final List<Operand<TFloat32>> gradients = new ArrayList<>();

    private final List<ModelVariable> slots = new ArrayList<>();
    private Optional<WeightAverage> average = Optional.empty();
    private int accumulation = 1;

    /**
     * What a step saw before it changed the weights.
     *
     * @param loss mean cross-entropy of the batch
     * @param correct number of images whose class was the likeliest
     */
    record StepResult(float loss, int correct) {}

    TrainingGraph(ModelSpec spec, TrainingConfig config, ConfigProto sessionConfig) {
        graph = new Graph();
        try {
            Ops whole = SubScope.of(Ops.create(graph));
            Input input = spec.input();
            images = whole.withName("input")
                    .placeholder(
                            TUint8.class,
                            Placeholder.shape(Shape.of(-1, input.height(), input.width(), input.channels())));
            drawStep = whole.withName("draw_step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
            AugmentationEmitter augmentation =
                    new AugmentationEmitter(whole.withSubScope("augmentation"), config.seed(), drawStep);
            Operand<TUint8> shown = augmentation.emit(images, config.augmentation());
            Optional<Operand<TFloat32>> share = config.augmentation().mixUp() > 0
                    ? Optional.of(augmentation.mixedShare(config.augmentation().mixUp()))
                    : Optional.empty();
            if (share.isPresent()) {
                shown = augmentation.mixed(shown, share.get());
            }
            model = GraphCompiler.apply(spec, whole, shown, Mode.training(config.seed()));
            Ops tf = whole.withSubScope("training");
            labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            rate = tf.withName("rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> oneHot = ClassificationHead.oneHot(tf, labels, model.logits());
            Operand<TFloat32> classes = share.<Operand<TFloat32>>map(each -> augmentation.mixedValues(oneHot, each))
                    .orElse(oneHot);
            ClassificationHead head =
                    ClassificationHead.emit(tf, model.logits(), labels, smoothed(tf, classes, config.labelSmoothing()));
            Operand<TFloat32> losses = weighed(tf, head.losses(), classes, config.classWeights());
            loss = tf.withName("loss").math.mean(losses, tf.constant(0));
            correct = head.correct();
            emitUpdates(tf, config);
            session = new Session(graph, sessionConfig);
            average.ifPresent(each -> each.start(session, weights()));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Takes one step.
     *
     * @param batchImages the batch as stored
     * @param batchLabels a class for each image
     * @param learningRate the step's rate
     * @param stepNumber steps taken before
     */
    StepResult step(TUint8 batchImages, TInt32 batchLabels, float learningRate, long stepNumber) {
        try (TFloat32 rateTensor = TFloat32.scalarOf(learningRate);
                TInt64 stepTensor = TInt64.scalarOf(stepNumber)) {
            Session.Runner runner = session.runner()
                    .feed(images, batchImages)
                    .feed(drawStep, stepTensor)
                    .feed(labels, batchLabels)
                    .feed(rate, rateTensor)
                    .feed(model.step().orElseThrow(), stepTensor)
                    .fetch(loss)
                    .fetch(correct);
            boolean changes = (stepNumber + 1) % accumulation == 0;
            (changes ? updates : sums).forEach(runner::addTarget);
            try (Result result = runner.run()) {
                return new StepResult(((TFloat32) result.get(0)).getFloat(), ((TInt32) result.get(1)).getInt());
            }
        }
    }

    /** The gradients of a batch's loss by the variables' names, as a step would have them; changes nothing. */
    Weights gradients(TUint8 batchImages, TInt32 batchLabels, long stepNumber) {
        try (TInt64 stepTensor = TInt64.scalarOf(stepNumber)) {
            Session.Runner runner = session.runner()
                    .feed(images, batchImages)
                    .feed(drawStep, stepTensor)
                    .feed(labels, batchLabels)
                    .feed(model.step().orElseThrow(), stepTensor);
            gradients.forEach(runner::fetch);
            Weights.Builder read = Weights.builder();
            try (Result result = runner.run()) {
                for (int i = 0; i < gradients.size(); i++) {
                    ModelVariable variable = model.trainableVariables().get(i);
                    TFloat32 value = (TFloat32) result.get(i);
                    float[] values = new float[Math.toIntExact(value.size())];
                    value.asRawTensor().data().asFloats().read(values);
                    read.put(variable.name(), variable.parameter().dimensions(), values);
                }
            }
            return read.build();
        }
    }

    /** The weights as they are trained. */
    Weights weights() {
        return Variables.read(session, model.variables());
    }

    /** The weights to evaluate and keep: their moving average where there is one. */
    Weights bestWeights() {
        Weights trained = weights();
        return average.map(each -> trained.with(each.read(session))).orElse(trained);
    }

    void setWeights(Weights weights) {
        Variables.write(session, model.variables(), weights);
        average.ifPresent(each -> each.start(session, weights));
    }

    /**
     * Sets everything that steps change.
     *
     * @param best what {@link #bestWeights} gave
     * @param remembered what {@link #slots} gave
     * @throws IllegalArgumentException if something is missing; nothing was set
     */
    void restore(Weights best, Weights remembered) {
        Variables.write(session, slots, remembered);
        setWeights(average.isPresent() ? best.with(remembered) : best);
        average.ifPresent(each -> each.start(session, best));
    }

    /** What the optimizer remembers and, beside a moving average, the weights as they are trained. */
    Weights slots() {
        Weights remembered = Variables.read(session, slots);
        return average.isPresent() ? remembered.with(weights()) : remembered;
    }

    private void emitUpdates(Ops tf, TrainingConfig config) {
        accumulation = config.accumulation();
        Operand<TInt64> step = model.step().orElseThrow();
        Operand<TInt64> changes = accumulation == 1 ? step : tf.math.floorDiv(step, tf.constant((long) accumulation));
        Slots slots = new Slots(tf);
        GradientEmitter emitter = new GradientEmitter(tf, config, model);
        List<Operand<TFloat32>> applicable = emitter.emit(graph, loss, slots);
        gradients.addAll(emitter.ofLoss());
        List<Op> applied = new OptimizerEmitter(tf, config.optimizer(), config.weightDecay(), rate, changes, slots)
                .apply(model.trainableVariables(), applicable);
        updates.addAll(applied);
        updates.addAll(emitter.resets(applied));
        updates.addAll(model.updates());
        sums.addAll(emitter.sums());
        sums.addAll(model.updates());
        if (config.averageDecay() > 0) {
            Ops averaging = tf.withSubScope("average");
            average = Optional.of(
                    new WeightAverage(averaging, model.trainableVariables(), config.averageDecay(), changes, applied));
            updates.addAll(average.get().updates());
        }
        this.slots.addAll(slots.all());
    }

    private static Operand<TFloat32> smoothed(Ops tf, Operand<TFloat32> classes, float smoothing) {
        if (smoothing == 0) {
            return classes;
        }
        float elsewhere = smoothing / classes.shape().get(1);
        return tf.math.add(tf.math.mul(classes, tf.constant(1 - smoothing)), tf.constant(elsewhere));
    }

    private static Operand<TFloat32> weighed(
            Ops tf, Operand<TFloat32> losses, Operand<TFloat32> classes, List<Float> weights) {
        if (weights.isEmpty()) {
            return losses;
        }
        Operand<TFloat32> each = tf.math.mul(classes, tf.constant(Floats.toArray(weights)));
        return tf.math.mul(losses, tf.reduceSum(each, tf.constant(1)));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
