// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** The training step of the quick preset, written directly with {@code Ops}, without this library. */
final class HandWrittenNin implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Placeholder<TUint8> images;
    private final Placeholder<TInt32> labels;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TInt64> step;
    private final Operand<TFloat32> loss;
    private final Operand<TInt32> correct;
    private final Session session;

    HandWrittenNin(int imageSize, ConfigProto config) {
        images = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 28, 28, 1)));
        labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        Operand<TFloat32> logits = logits(imageSize);
        Operand<TFloat32> oneHot = tf.oneHot(labels, tf.constant(10), tf.constant(1f), tf.constant(0f));
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss(), tf.constant(0));
        Operand<TInt32> predicted = tf.math.argMax(logits, tf.constant(1), TInt32.class);
        correct = tf.reduceSum(tf.dtypes.cast(tf.math.equal(predicted, labels), TInt32.class), tf.constant(0));
        applyGradients();
        session = new Session(graph, config);
    }

    float step(TUint8 batch, TInt32 batchLabels, float learningRate, long number) {
        try (TFloat32 rateTensor = TFloat32.scalarOf(learningRate);
                TInt64 stepTensor = TInt64.scalarOf(number)) {
            Session.Runner runner = session.runner()
                    .feed(images, batch)
                    .feed(labels, batchLabels)
                    .feed(rate, rateTensor)
                    .feed(step, stepTensor)
                    .fetch(loss)
                    .fetch(correct);
            updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    private Operand<TFloat32> logits(int imageSize) {
        Operand<TFloat32> x = tf.math.mul(tf.dtypes.cast(images, TFloat32.class), tf.constant(1 / 255f));
        x = tf.math.mul(tf.math.sub(x, tf.constant(0.286f)), tf.constant(1 / 0.353f));
        x = tf.image.resizeBilinear(
                x, tf.constant(new int[] {imageSize, imageSize}), ResizeBilinear.halfPixelCenters(true));
        x = pool(block(x, 1, 96, 11, 4, "VALID"));
        x = pool(block(x, 96, 256, 5, 1, "SAME"));
        x = pool(block(x, 256, 384, 3, 1, "SAME"));
        Operand<TInt64> key = tf.stack(List.of(tf.constant(1L), step));
        Operand<TFloat32> drawn = tf.random.statelessRandomUniform(tf.shape(x), key, TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant(0.5f)), TFloat32.class);
        x = tf.math.mul(x, tf.math.mul(kept, tf.constant(2f)));
        x = block(x, 384, 10, 3, 1, "SAME");
        return tf.math.mean(x, tf.constant(new int[] {1, 2}));
    }

    private Operand<TFloat32> block(Operand<TFloat32> in, int from, int to, int kernel, int stride, String padding) {
        Operand<TFloat32> first = convolution(in, from, to, kernel, stride, padding);
        return convolution(convolution(first, to, to, 1, 1, "VALID"), to, to, 1, 1, "VALID");
    }

    private Operand<TFloat32> convolution(
            Operand<TFloat32> in, int from, int to, int kernel, int stride, String padding) {
        Variable<TFloat32> weights = variable(kernel, kernel, from, to);
        Variable<TFloat32> bias = variable(to);
        List<Long> strides = List.of(1L, (long) stride, (long) stride, 1L);
        return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(in, weights, strides, padding), bias));
    }

    private Operand<TFloat32> pool(Operand<TFloat32> in) {
        return tf.nn.maxPool(in, tf.constant(new int[] {1, 3, 3, 1}), tf.constant(new int[] {1, 2, 2, 1}), "VALID");
    }

    private Variable<TFloat32> variable(int... dimensions) {
        long[] shape = Arrays.stream(dimensions).asLongStream().toArray();
        double fan = 1;
        for (int i = 0; i < dimensions.length - 1; i++) {
            fan *= dimensions[i];
        }
        long[] key = {1, variables.size()};
        float deviation = dimensions.length == 1 ? 0 : (float) Math.sqrt(2 / fan);
        Operand<TFloat32> drawn = tf.random.statelessTruncatedNormal(tf.constant(shape), tf.constant(key));
        Variable<TFloat32> variable = tf.variable(tf.math.mul(drawn, tf.constant(deviation)));
        variables.add(variable);
        return variable;
    }

    private void applyGradients() {
        Output<?>[] inputs = variables.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        List<Operand<TFloat32>> halfSquares = new ArrayList<>();
        for (Output<?> output : graph.addGradients(loss.asOutput(), inputs)) {
            Operand<TFloat32> gradient = output.expect(TFloat32.class);
            gradients.add(gradient);
            halfSquares.add(tf.nn.l2Loss(gradient));
        }
        Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
        Operand<TFloat32> factor = tf.math.div(tf.constant(1f), tf.math.maximum(norm, tf.constant(1f)));
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            Operand<TFloat32> gradient = tf.math.mul(gradients.get(i), factor);
            if (variable.shape().numDimensions() > 1) {
                gradient = tf.math.add(gradient, tf.math.mul(variable, tf.constant(5e-4f)));
            }
            Variable<TFloat32> momentum =
                    tf.variable(tf.zeros(tf.constant(variable.shape().asArray()), TFloat32.class));
            updates.add(tf.train.applyMomentum(
                    variable, momentum, rate, gradient, tf.constant(0.9f), ApplyMomentum.useNesterov(true)));
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
