package dev.nin.train;

import dev.nin.graph.GradientAudit;
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
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
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
    private final List<Op> updates;
    private final List<ModelVariable> slots;

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
            Operand<TUint8> shown = new AugmentationEmitter(whole.withSubScope("augmentation"), config.seed(), drawStep)
                    .emit(images, config.augmentation());
            model = GraphCompiler.apply(spec, whole, shown, Mode.training(config.seed()));
            Ops tf = whole.withSubScope("training");
            labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            rate = tf.withName("rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            ClassificationHead head = ClassificationHead.emit(tf, model.logits(), labels, config.labelSmoothing());
            loss = tf.withName("loss").math.mean(head.losses(), tf.constant(0));
            correct = head.correct();
            Operand<TInt64> step = model.step().orElseThrow();
            OptimizerEmitter optimizer = new OptimizerEmitter(tf, config.optimizer(), config.weightDecay(), rate, step);
            updates = new ArrayList<>(optimizer.apply(model.trainableVariables(), gradients(tf, config)));
            updates.addAll(model.updates());
            slots = optimizer.slots();
            session = new Session(graph, sessionConfig);
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
            updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
                return new StepResult(((TFloat32) result.get(0)).getFloat(), ((TInt32) result.get(1)).getInt());
            }
        }
    }

    Weights weights() {
        return Variables.read(session, model.variables());
    }

    void setWeights(Weights weights) {
        Variables.write(session, model.variables(), weights);
    }

    Weights slots() {
        return Variables.read(session, slots);
    }

    /** Gradients of the loss, clipped together, then with each kernel's decay. */
    private List<Operand<TFloat32>> gradients(Ops tf, TrainingConfig config) {
        List<ModelVariable> variables = model.trainableVariables();
        Output<?>[] inputs = variables.stream()
                .map(variable -> variable.variable().asOutput())
                .toArray(Output<?>[]::new);
        Operand<TFloat32> minimized = model.penalty()
                .<Operand<TFloat32>>map(penalty -> tf.math.add(loss, penalty))
                .orElse(loss);
        GradientAudit.check(graph, minimized, variables, model.checkedOperations());
        Output<?>[] outputs = graph.addGradients(minimized.asOutput(), inputs);
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        for (Output<?> output : outputs) {
            gradients.add(output.expect(TFloat32.class));
        }
        if (Float.isFinite(config.clipNorm())) {
            gradients = clipped(tf.withSubScope("clip"), gradients, config.clipNorm());
        }
        boolean joins = config.weightDecay() > 0 && !config.optimizer().decouplesDecay();
        for (int i = 0; joins && i < variables.size(); i++) {
            ModelVariable variable = variables.get(i);
            if (variable.parameter().decays()) {
                Operand<TFloat32> decay = tf.math.mul(variable.variable(), tf.constant(config.weightDecay()));
                gradients.set(i, tf.math.add(gradients.get(i), decay));
            }
        }
        return gradients;
    }

    private static List<Operand<TFloat32>> clipped(Ops tf, List<Operand<TFloat32>> gradients, float greatest) {
        List<Operand<TFloat32>> halfSquares = new ArrayList<>();
        gradients.forEach(gradient -> halfSquares.add(tf.nn.l2Loss(gradient)));
        Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
        Operand<TFloat32> limit = tf.constant(greatest);
        Operand<TFloat32> factor = tf.math.div(limit, tf.math.maximum(norm, limit));
        List<Operand<TFloat32>> clipped = new ArrayList<>();
        gradients.forEach(gradient -> clipped.add(tf.math.mul(gradient, factor)));
        return clipped;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
