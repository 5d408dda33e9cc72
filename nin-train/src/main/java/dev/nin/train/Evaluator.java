// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.task.Metric;
import dev.nin.task.Task;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model's inference graph and a session on it, to be given weights and asked for losses and probabilities. Several
 * threads may ask at once; weights are given, and it is closed, while none asks.
 */
public final class Evaluator implements AutoCloseable {
    private static final int BATCH = 100;

    private final CompiledModel model;
    private final Session session;
    private final Placeholder<TInt32> labels;
    private final Operand<TFloat32> loss;
    private final Metric metric;
    private final Operand<TFloat32> sums;
    private final Operand<TFloat32> probabilities;
    private final int classes;

    /**
     * Compiles a model for inference.
     *
     * @param spec a classifier
     * @param task what it has learnt, of which the smoothing and the weights of classes are left out
     * @param config what the session is told
     */
    public Evaluator(ModelSpec spec, Task task, ConfigProto config) {
        classes = spec.classes();
        metric = task.metric();
        model = GraphCompiler.compile(spec, Mode.inference());
        try {
            Ops tf = Ops.create(model.graph()).withSubScope("evaluation");
            labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Operand<TFloat32> encoded = task.encoded(tf, labels);
            loss = tf.reduceSum(task.plain().losses(tf, model.logits(), encoded), tf.constant(0));
            sums = metric.sums(tf, model.logits(), encoded);
            probabilities = tf.nn.softmax(model.logits());
            session = new Session(model.graph(), config);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
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
     * Mean loss and accuracy.
     *
     * @param images the images, all of them
     * @return how well the loaded weights do
     */
    public Evaluation evaluate(Dataset images) {
        return mean(sums(images, Replica.alone()), images);
    }

    /** The sum of losses, and what the metric sums up, over the batches that fall to a replica. */
    double[] sums(Dataset images, Replica replica) {
        double[] all = new double[1 + Math.toIntExact(sums.shape().get(0))];
        // Whole batches, so that each is the same whoever evaluates it; the last one alone may be smaller.
        int[] own = IntStream.range(0, images.size())
                .filter(image -> image / BATCH % replica.count() == replica.index())
                .toArray();
        try (BatchQueue batches = new BatchQueue(images, own, BATCH)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next();
                        Result result = session.runner()
                                .feed(model.input(), batch.images())
                                .feed(labels, batch.labels())
                                .fetch(loss)
                                .fetch(sums)
                                .run()) {
                    all[0] += ((TFloat32) result.get(0)).getFloat();
                    TFloat32 ofBatch = (TFloat32) result.get(1);
                    for (int i = 1; i < all.length; i++) {
                        all[i] += ofBatch.getFloat(i - 1);
                    }
                }
            }
        }
        return all;
    }

    /** Mean loss and accuracy, from the sums over all images. */
    Evaluation mean(double[] all, Dataset images) {
        double[] ofMetric = Arrays.copyOfRange(all, 1, all.length);
        return new Evaluation(all[0] / images.size(), metric.value(ofMetric, images.size()));
    }

    /**
     * The probability of each class.
     *
     * @param images the images
     * @return for each image one value per class
     */
    public float[][] probabilities(Dataset images) {
        float[][] all = new float[images.size()][classes];
        int[] order = IntStream.range(0, images.size()).toArray();
        int at = 0;
        try (BatchQueue batches = new BatchQueue(images, order, BATCH)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next();
                        Result result = session.runner()
                                .feed(model.input(), batch.images())
                                .fetch(probabilities)
                                .run()) {
                    TFloat32 values = (TFloat32) result.get(0);
                    for (int i = 0; i < values.shape().get(0); i++) {
                        for (int c = 0; c < classes; c++) {
                            all[at][c] = values.getFloat(i, c);
                        }
                        at++;
                    }
                }
            }
        }
        return all;
    }

    /**
     * What the loaded weights say of each image.
     *
     * @param images the images
     * @return probabilities beside the right classes
     */
    public Predictions predict(Dataset images) {
        return new Predictions(images, probabilities(images));
    }

    /** The greatest standard deviation that a class's probability has over a batch's images. */
    double greatestDeviation(Batch batch) {
        try (Result result = session.runner()
                .feed(model.input(), batch.images())
                .fetch(probabilities)
                .run()) {
            TFloat32 values = (TFloat32) result.get(0);
            long count = values.shape().get(0);
            double greatest = 0;
            for (int label = 0; label < classes; label++) {
                double sum = 0;
                double squares = 0;
                for (long i = 0; i < count; i++) {
                    double value = values.getFloat(i, label);
                    sum += value;
                    squares += value * value;
                }
                double mean = sum / count;
                greatest = Math.max(greatest, Math.sqrt(Math.max(squares / count - mean * mean, 0)));
            }
            return greatest;
        }
    }

    @Override
    public void close() {
        session.close();
        model.close();
    }
}
