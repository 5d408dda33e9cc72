// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.BatchNorm;
import dev.nin.model.GroupNorm;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.Normalize;
import dev.nin.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Emits normalizations. */
final class NormalizationEmitter {
    private final Ops tf;
    private final Consumer<Op> updates;

    /**
     * Creates an emitter.
     *
     * @param updates receives the operations that a training step runs in addition to the optimizer's
     */
    NormalizationEmitter(Ops tf, Consumer<Op> updates) {
        this.tf = tf;
        this.updates = updates;
    }

    /** The learned parameters and moving averages of a batch normalization. */
    record Moments(
            Operand<TFloat32> gamma, Operand<TFloat32> beta, Operand<TFloat32> mean, Operand<TFloat32> variance) {}

    Operand<TFloat32> emit(Normalize layer, Operand<TFloat32> input) {
        float[] mean = new float[layer.mean().size()];
        float[] factor = new float[mean.length];
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = layer.mean().get(channel);
            factor[channel] = 1 / layer.deviation().get(channel);
        }
        return tf.math.mul(tf.math.sub(input, tf.constant(mean)), tf.constant(factor));
    }

    Operand<TFloat32> emit(BatchNorm layer, Operand<TFloat32> input, Moments moments, boolean training) {
        Operand<TFloat32> map = input;
        boolean vector = input.shape().numDimensions() == 2;
        if (vector) {
            map = tf.reshape(
                    input, tf.constant(new long[] {-1, 1, 1, input.shape().get(1)}));
        }
        Operand<TFloat32> nothing = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> normalized = tf.nn.fusedBatchNorm(
                map,
                moments.gamma(),
                moments.beta(),
                training ? nothing : moments.mean(),
                training ? nothing : moments.variance(),
                FusedBatchNorm.epsilon(layer.epsilon()),
                FusedBatchNorm.isTraining(training));
        if (training) {
            updates.accept(moved(moments.mean(), normalized.batchMean(), layer.momentum()));
            updates.accept(moved(moments.variance(), normalized.batchVariance(), layer.momentum()));
        }
        return vector
                ? tf.reshape(
                        normalized.y(),
                        tf.constant(new long[] {-1, input.shape().get(1)}))
                : normalized.y();
    }

    Operand<TFloat32> emit(LayerNorm layer, Operand<TFloat32> input, Operand<TFloat32> gamma, Operand<TFloat32> beta) {
        Operand<TFloat32> normalized =
                normalized(input, layer.epsilon(), input.shape().numDimensions() - 1);
        return tf.math.add(tf.math.mul(normalized, gamma), beta);
    }

    Operand<TFloat32> emit(GroupNorm layer, Operand<TFloat32> input, Operand<TFloat32> gamma, Operand<TFloat32> beta) {
        Shape map = Shapes.of(input);
        int[] parts = {-1, map.height() * map.width(), layer.groups(), map.channels() / layer.groups()};
        Operand<TFloat32> normalized = normalized(tf.reshape(input, tf.constant(parts)), layer.epsilon(), 1, 3);
        int[] whole = {-1, map.height(), map.width(), map.channels()};
        return tf.math.add(tf.math.mul(tf.reshape(normalized, tf.constant(whole)), gamma), beta);
    }

    /**
     * Emits local response normalization. TensorFlow's LRN is not used, since its gradient in C++ ignores the
     * operation's attributes and is correct only for their defaults.
     */
    Operand<TFloat32> emit(LocalResponseNorm layer, Operand<TFloat32> input) {
        Shape shape = Shapes.of(input);
        int[][] sides = {{0, 0}, {0, 0}, {0, 0}, {layer.radius(), layer.radius()}};
        Operand<TFloat32> squares = tf.pad(tf.math.square(input), tf.constant(sides), tf.constant(0f));
        List<Operand<TFloat32>> neighbours = new ArrayList<>();
        for (int offset = 0; offset <= 2 * layer.radius(); offset++) {
            int[] begin = {0, 0, 0, offset};
            int[] size = {-1, shape.height(), shape.width(), shape.channels()};
            neighbours.add(tf.slice(squares, tf.constant(begin), tf.constant(size)));
        }
        Operand<TFloat32> sum = tf.math.mul(tf.math.addN(neighbours), tf.constant(layer.alpha()));
        Operand<TFloat32> scale = tf.math.add(sum, tf.constant(layer.bias()));
        return tf.math.mul(input, tf.math.pow(scale, tf.constant(-layer.beta())));
    }

    /** Emits the normalization to mean 0 and variance 1 over the given axes. */
    private Operand<TFloat32> normalized(Operand<TFloat32> x, float epsilon, int... axes) {
        Operand<TFloat32> centred = tf.math.sub(x, mean(x, axes));
        Operand<TFloat32> variance = mean(tf.math.square(centred), axes);
        return tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))));
    }

    private Operand<TFloat32> mean(Operand<TFloat32> x, int... axes) {
        return tf.math.mean(x, tf.constant(axes), Mean.keepDims(true));
    }

    /** Emits the update of a moving average with the batch's value. */
    private Op moved(Operand<TFloat32> average, Operand<TFloat32> batch, float momentum) {
        Operand<TFloat32> change = tf.math.mul(tf.math.sub(average, batch), tf.constant(1 - momentum));
        return tf.assignSub(average, change);
    }
}
