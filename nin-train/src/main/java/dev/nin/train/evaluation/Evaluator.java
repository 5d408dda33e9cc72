// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.SubScope;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.graph.Variables;
import dev.nin.metric.Measures;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.TargetInputs;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.replica.Replica;
import dev.nin.train.replica.SingleReplica;
import dev.nin.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A model's inference graph with a session, which computes losses, metrics and outputs for given weights. Several
 * threads may use it concurrently, except that {@link #load} and {@link #close} must not run alongside other calls.
 */
public final class Evaluator implements AutoCloseable {
    private final EvaluationBatches batches;
    private final CompiledModel model;
    private final Session session;
    private final TargetInputs targets;
    private final Operand<TFloat32> loss;
    private final Measures measures;
    private final TaskAnswers answers;

    /**
     * Compiles a model for inference.
     *
     * @param spec the model
     * @param task the task of the model's first output; options that only training uses, such as label smoothing, are
     *     ignored
     * @param config the session configuration
     * @throws dev.nin.UserInputException if the task does not fit the model
     */
    public Evaluator(ModelSpec spec, Task task, ConfigProto config) {
        this(spec, Goals.of(spec, task), config);
    }

    /**
     * Compiles a model for inference.
     *
     * @param spec the model
     * @param goals the tasks of the model's outputs; options that only training uses, such as label smoothing, are
     *     ignored
     * @param config the session configuration
     */
    public Evaluator(ModelSpec spec, Goals goals, ConfigProto config) {
        this(spec, goals, config, TestTimeAugmentation.NONE);
    }

    private Evaluator(ModelSpec spec, Goals goals, ConfigProto config, TestTimeAugmentation augmentation) {
        batches = new EvaluationBatches(spec, config);
        model = GraphCompiler.compile(spec, Mode.inference(), augmentation);
        try {
            Ops tf = SubScope.of(Ops.create(model.graph())).withSubScope("evaluation");
            targets = TargetInputs.emit(tf, spec, goals, model.input(), masks -> masks);
            loss = tf.reduceSum(goals.plain().losses(tf, model.operands(), targets.encoded()), tf.constant(0));
            measures = goals.measures(tf, model.operands(), targets.encoded());
            Map<String, Operand<? extends TType>> outputs = goals.predictions(tf, model.operands());
            session = new Session(model.graph(), config);
            answers = new TaskAnswers(
                    batch -> batch.feed(session.runner(), model.input(), model.operands()), batches, outputs);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * Creates an evaluator of a checkpoint's model with its weights.
     *
     * @param checkpoint the checkpoint to evaluate
     * @param config the session configuration
     * @return an evaluator, which the caller closes
     * @throws dev.nin.UserInputException if one of its tasks is not known
     */
    public static Evaluator of(Checkpoint checkpoint, ConfigProto config) {
        return of(checkpoint, config, TestTimeAugmentation.NONE);
    }

    /**
     * Creates an evaluator of a checkpoint's model with its weights, run on several versions of each image.
     *
     * @param checkpoint the checkpoint to evaluate
     * @param config the session configuration
     * @param augmentation the versions of each image, over which outputs are averaged
     * @return an evaluator, which the caller closes
     * @throws dev.nin.UserInputException if one of its tasks is not known
     */
    public static Evaluator of(Checkpoint checkpoint, ConfigProto config, TestTimeAugmentation augmentation) {
        Evaluator evaluator = new Evaluator(checkpoint.spec(), checkpoint.goals(), config, augmentation);
        evaluator.load(checkpoint.weights());
        return evaluator;
    }

    /**
     * Sets the weights that the following calls use.
     *
     * @param weights a value for each parameter of the model
     */
    public void load(Weights weights) {
        Variables.write(session, model.variables(), weights);
    }

    /**
     * Checks that there is memory to evaluate images.
     *
     * @param images number of images
     * @throws dev.nin.UserInputException if it clearly does not suffice
     */
    public void requireMemory(int images) {
        batches.requireMemory(images);
    }

    /**
     * Computes mean loss and metrics over a set of images.
     *
     * @param images the images, all of which are evaluated
     * @return the loss and metrics of the loaded weights
     */
    public Evaluation evaluate(Dataset images) {
        return evaluate(List.of(images));
    }

    /**
     * Computes mean loss and metrics over several sets of images together.
     *
     * @param parts the sets, with at least one image in total
     * @return the loss and metrics of the loaded weights
     */
    public Evaluation evaluate(List<Dataset> parts) {
        double[] all = new double[1 + measures.size()];
        int count = 0;
        for (Dataset part : parts) {
            double[] sums = sums(part, new SingleReplica(), () -> false);
            Arrays.setAll(all, i -> all[i] + sums[i]);
            count += part.size();
        }
        return mean(all, count);
    }

    /**
     * Returns the sums of the losses and metrics over a replica's batches.
     *
     * @param isBrokenOff looks before each batch whether to leave out the rest
     */
    public double[] sums(Dataset images, Replica replica, BooleanSupplier isBrokenOff) {
        double[] all = new double[1 + measures.size()];
        // Whole batches, so that a batch does not depend on the replica that evaluates it; only the last may be
        // smaller.
        IntStream own = IntStream.range(0, images.size())
                .filter(image -> image / batches.size() % replica.count() == replica.index());
        batches.read(images, own, isBrokenOff, batch -> {
            try (Result result = targets.feed(batch.feed(session.runner(), model.input(), model.operands()), batch)
                    .fetch(loss)
                    .fetch(measures.sums())
                    .run()) {
                all[0] += ((TFloat32) result.get(0)).getFloat();
                TFloat32 ofBatch = (TFloat32) result.get(1);
                for (int i = 1; i < all.length; i++) {
                    all[i] += ofBatch.getFloat(i - 1);
                }
            }
        });
        return all;
    }

    /** Returns mean loss and metrics from the sums over all images. */
    public Evaluation mean(double[] all, int count) {
        return new Evaluation(all[0] / count, measures.scores(Arrays.copyOfRange(all, 1, all.length), count));
    }

    /**
     * Computes an output of the loaded weights.
     *
     * @param images the images
     * @param name name of the output as in an exported model, such as probabilities; its values must be float32
     * @return for each image the output's values in row-major order
     * @throws IllegalArgumentException if the tasks have no such output, or one of another type
     */
    public float[][] answers(Dataset images, String name) {
        return answers.floats(images, name);
    }

    /**
     * Computes an output of bytes, such as masks or images, and keeps only one batch at a time in memory.
     *
     * @param images the images
     * @param name name of the output as in an exported model, such as mask; its values must be uint8
     * @param each receives the output of each image, its values in row-major order, and the image's number
     * @throws IllegalArgumentException if the tasks have no such output, or one of another type
     */
    public void bytes(Dataset images, String name, ObjIntConsumer<byte[]> each) {
        answers.bytes(images, name, each);
    }

    /** Returns one of the model's outputs for a batch that the training loop has read. */
    @SuppressWarnings("exports") // for the loop of this module, which keeps Batch to itself
    public float[][] answers(Batch batch, String name) {
        return answers.floats(batch, name);
    }

    /**
     * Predicts the class probabilities of images with the loaded weights of a classifier.
     *
     * @param images the images
     * @return the probabilities, with the true classes
     */
    public Predictions predict(Dataset images) {
        return predict(images, "probabilities");
    }

    /**
     * Predicts the class probabilities of images with one classifying output of the model.
     *
     * @param images the images, labeled with that output's classes
     * @param name name of the output that holds its probabilities, such as class_probabilities
     * @return the probabilities, with the true classes
     */
    public Predictions predict(Dataset images, String name) {
        return new Predictions(images, answers(images, name));
    }

    @Override
    public void close() {
        session.close();
        model.close();
    }
}
