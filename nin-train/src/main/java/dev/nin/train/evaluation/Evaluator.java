// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.metric.Measures;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.batch.TargetInputs;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.replica.Replica;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A model's inference graph and a session on it, to be given weights and asked for losses, metrics and answers. Several
 * threads may ask at once; weights are given, and it is closed, while none asks.
 */
public final class Evaluator implements AutoCloseable {
    private static final int BATCH = 100;

    private final CompiledModel model;
    private final Session session;
    private final TargetInputs targets;
    private final Operand<TFloat32> loss;
    private final Measures measures;
    private final Map<String, Operand<? extends TType>> answers;

    /**
     * Compiles a model for inference.
     *
     * @param spec the model
     * @param task what its first output has learnt, of which what only training wants is left out
     * @param config what the session is told
     * @throws dev.nin.UserInputException if the task does not fit the model
     */
    public Evaluator(ModelSpec spec, Task task, ConfigProto config) {
        this(spec, Goals.of(spec, task), config);
    }

    /**
     * Compiles a model for inference.
     *
     * @param spec the model
     * @param goals what it has learnt, of which what only training wants is left out
     * @param config what the session is told
     */
    public Evaluator(ModelSpec spec, Goals goals, ConfigProto config) {
        model = GraphCompiler.compile(spec, Mode.inference());
        try {
            Ops tf = Ops.create(model.graph()).withSubScope("evaluation");
            targets = TargetInputs.emit(tf, spec, goals, model.input(), masks -> masks);
            loss = tf.reduceSum(goals.plain().losses(tf, model.operands(), targets.encoded()), tf.constant(0));
            measures = goals.measures(tf, model.operands(), targets.encoded());
            answers = goals.predictions(tf, model.operands());
            session = new Session(model.graph(), config);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * A checkpoint's model with its weights.
     *
     * @param checkpoint what is asked
     * @param config what the session is told
     * @return an evaluator, to be closed by the caller
     * @throws dev.nin.UserInputException if nobody knows one of its tasks
     */
    public static Evaluator of(Checkpoint checkpoint, ConfigProto config) {
        Evaluator evaluator = new Evaluator(checkpoint.spec(), checkpoint.goals(), config);
        evaluator.load(checkpoint.weights());
        return evaluator;
    }

    /**
     * Sets the weights that the next questions are about.
     *
     * @param weights a value for each parameter of the model
     */
    public void load(Weights weights) {
        Variables.write(session, model.variables(), weights);
    }

    /**
     * Mean loss and metrics.
     *
     * @param images the images, all of them
     * @return how well the loaded weights do
     */
    public Evaluation evaluate(Dataset images) {
        return evaluate(List.of(images));
    }

    /**
     * Mean loss and metrics over several sets of images together.
     *
     * @param parts the images, at least one in all
     * @return how well the loaded weights do
     */
    public Evaluation evaluate(List<Dataset> parts) {
        double[] all = new double[1 + measures.size()];
        int count = 0;
        for (Dataset part : parts) {
            double[] sums = sums(part, Replica.alone());
            Arrays.setAll(all, i -> all[i] + sums[i]);
            count += part.size();
        }
        return mean(all, count);
    }

    /** The sum of losses, and what the metrics sum up, over the batches that fall to a replica. */
    public double[] sums(Dataset images, Replica replica) {
        double[] all = new double[1 + measures.size()];
        // Whole batches, so that each is the same whoever evaluates it; the last one alone may be smaller.
        IntStream own =
                IntStream.range(0, images.size()).filter(image -> image / BATCH % replica.count() == replica.index());
        eachBatch(images, own, batch -> {
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

    /** Mean loss and metrics, from the sums over all images. */
    public Evaluation mean(double[] all, int count) {
        return new Evaluation(all[0] / count, measures.scores(Arrays.copyOfRange(all, 1, all.length), count));
    }

    /**
     * What the loaded weights answer.
     *
     * @param images the images
     * @param name of the answer, as an exported model has it, such as probabilities; its numbers must be float32
     * @return for each image the answer's numbers, one after the other
     * @throws IllegalArgumentException if the tasks give no such answer, or one of another type
     */
    public float[][] answers(Dataset images, String name) {
        Operand<? extends TType> asked = answer(name, TFloat32.class);
        List<float[]> all = new ArrayList<>();
        eachBatch(images, IntStream.range(0, images.size()), batch -> Collections.addAll(all, answers(batch, asked)));
        return all.toArray(float[][]::new);
    }

    private Operand<? extends TType> answer(String name, Class<? extends TType> type) {
        Operand<? extends TType> asked = answers.get(name);
        if (asked == null) {
            throw new IllegalArgumentException("the tasks answer " + answers.keySet() + ", not " + name);
        }
        if (!asked.type().equals(type)) {
            throw new IllegalArgumentException("the answer " + name + " is of the type "
                    + asked.type().getSimpleName() + ", expected " + type.getSimpleName());
        }
        return asked;
    }

    /**
     * What the loaded weights answer in bytes, such as masks and images, of which only a batch is kept at a time.
     *
     * @param images the images
     * @param name of the answer, as an exported model has it, such as mask; its numbers must be uint8
     * @param each takes the answer of each image, its numbers one after the other, and the image's number
     * @throws IllegalArgumentException if the tasks give no such answer, or one of another type
     */
    public void bytes(Dataset images, String name, ObjIntConsumer<byte[]> each) {
        Operand<? extends TType> asked = answer(name, TUint8.class);
        AtomicInteger image = new AtomicInteger();
        eachBatch(images, IntStream.range(0, images.size()), batch -> {
            try (Result result = answer(batch, asked)) {
                TUint8 values = (TUint8) result.get(0);
                long count = values.shape().get(0);
                for (int i = 0; i < count; i++) {
                    byte[] one = new byte[(int) (values.size() / count)];
                    values.asRawTensor().data().offset((long) i * one.length).read(one);
                    each.accept(one, image.getAndIncrement());
                }
            }
        });
    }

    private Result answer(Batch batch, Operand<? extends TType> asked) {
        return batch.feed(session.runner(), model.input(), model.operands())
                .fetch(asked)
                .run();
    }

    private void eachBatch(Dataset images, IntStream order, Consumer<Batch> each) {
        try (BatchQueue batches = new BatchQueue(images, order.toArray(), BATCH)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    each.accept(batch);
                }
            }
        }
    }

    /** Returns one of the model's outputs for a batch that the training loop has read. */
    @SuppressWarnings("exports") // for the loop of this module, which keeps Batch to itself
    public float[][] answers(Batch batch, String name) {
        return answers(batch, answer(name, TFloat32.class));
    }

    private float[][] answers(Batch batch, Operand<? extends TType> asked) {
        try (Result result = answer(batch, asked)) {
            TFloat32 values = (TFloat32) result.get(0);
            int count = Math.toIntExact(values.shape().get(0));
            FloatDataBuffer all = values.asRawTensor().data().asFloats();
            float[][] each = new float[count][Math.toIntExact(values.size() / count)];
            for (int i = 0; i < count; i++) {
                all.offset((long) i * each[i].length).read(each[i]);
            }
            return each;
        }
    }

    /**
     * What the loaded weights of a classifier say of each image.
     *
     * @param images the images
     * @return probabilities beside the right classes
     */
    public Predictions predict(Dataset images) {
        return predict(images, "probabilities");
    }

    /**
     * What one output of the model, which classifies, says of each image.
     *
     * @param images the images with that output's classes
     * @param name of the answer that has its probabilities, such as class_probabilities
     * @return probabilities beside the right classes
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
