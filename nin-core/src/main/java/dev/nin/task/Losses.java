// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.primitives.Floats;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The built-in losses, made of operations whose gradients are checked. */
final class Losses {
    /** The smallest uncertainty, so that its powers below 1 have a finite gradient. */
    private static final float CERTAIN = 1e-7f;

    private Losses() {}

    /** Emits the mean over each example's values, (batch, ...) to (batch). */
    static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
        return tf.math.mean(values, ofExample(tf, values));
    }

    /** Returns the axes of all dimensions but the batch. */
    private static Operand<TInt32> ofExample(Ops tf, Operand<TFloat32> values) {
        return tf.constant(IntStream.range(1, values.shape().numDimensions()).toArray());
    }

    static Operand<TFloat32> absolute(Ops tf, Operand<TFloat32> output, Operand<TFloat32> right) {
        return tf.math.abs(tf.math.sub(output, right));
    }

    /** Emits half the squared error up to delta, and its tangent beyond (Huber 1964). */
    static Operand<TFloat32> huber(Ops tf, Operand<TFloat32> output, Operand<TFloat32> right, float delta) {
        Operand<TFloat32> error = absolute(tf, output, right);
        Operand<TFloat32> near = tf.math.minimum(error, tf.constant(delta));
        return tf.math.mul(near, tf.math.sub(error, tf.math.mul(near, tf.constant(0.5f))));
    }

    /** Emits each value's cross-entropy; the softplus form stays accurate when the sigmoid is nearly 0 or 1. */
    static Operand<TFloat32> binaryCrossEntropy(
            Ops tf, Operand<TFloat32> logits, Operand<TFloat32> right, List<Float> weights) {
        Operand<TFloat32> present = tf.math.mul(right, tf.math.softplus(tf.math.neg(logits)));
        Operand<TFloat32> absent = tf.math.mul(tf.math.sub(tf.constant(1f), right), tf.math.softplus(logits));
        Operand<TFloat32> weighted =
                weights.isEmpty() ? present : tf.math.mul(present, tf.constant(Floats.toArray(weights)));
        return tf.math.add(weighted, absent);
    }

    /**
     * Emits the mean cross-entropy of the pixels that have a class, (batch, height, width, classes) to (batch); 0 for
     * an image without such pixels.
     */
    static Operand<TFloat32> pixelCrossEntropy(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> right) {
        int pixels = Math.toIntExact(logits.shape().get(1) * logits.shape().get(2));
        int classes = Math.toIntExact(logits.shape().get(3));
        Operand<TFloat32> flat = tf.reshape(right, tf.constant(new int[] {-1, classes}));
        Operand<TFloat32> counted = tf.reduceSum(flat, tf.constant(1), ReduceSum.keepDims(true));
        // TensorFlow's gradient assumes probabilities, even for a pixel without a class, which gets the weight 0.
        Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(
                        tf.reshape(logits, tf.constant(new int[] {-1, classes})), tf.math.divNoNan(flat, counted))
                .loss();
        Operand<TInt32> images = tf.constant(new int[] {-1, pixels});
        Operand<TFloat32> weights = tf.reshape(counted, images);
        Operand<TFloat32> weighted = tf.math.mul(tf.reshape(losses, images), weights);
        return tf.math.divNoNan(tf.reduceSum(weighted, tf.constant(1)), tf.reduceSum(weights, tf.constant(1)));
    }

    /**
     * Emits 1 minus the mean over classes of the Dice coefficient of probabilities (Sudre et al. 2017), with 1 added to
     * numerator and denominator, so that a class that is absent and not predicted costs nothing.
     */
    static Operand<TFloat32> dice(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> right, List<Float> weights) {
        Operand<TFloat32> counted = tf.reduceSum(right, tf.constant(3), ReduceSum.keepDims(true));
        Operand<TFloat32> probabilities = tf.math.mul(tf.nn.softmax(logits), counted);
        Operand<TInt32> pixels = tf.constant(new int[] {1, 2});
        Operand<TFloat32> shared = tf.reduceSum(tf.math.mul(probabilities, right), pixels);
        Operand<TFloat32> both = tf.math.add(tf.reduceSum(probabilities, pixels), tf.reduceSum(right, pixels));
        Operand<TFloat32> one = tf.constant(1f);
        Operand<TFloat32> coefficients =
                tf.math.div(tf.math.add(tf.math.mul(shared, tf.constant(2f)), one), tf.math.add(both, one));
        float sum = (float) weights.stream().mapToDouble(Float::doubleValue).sum();
        Operand<TFloat32> weighted = tf.math.mul(coefficients, tf.constant(Floats.toArray(weights)));
        return tf.math.sub(one, tf.math.div(tf.reduceSum(weighted, tf.constant(1)), tf.constant(sum)));
    }

    /**
     * Emits the focal loss of each example.
     *
     * @param logits (batch, classes)
     * @param expected the expected share of each class, of the same shape
     * @param gamma the exponent of one minus a class's probability
     */
    static Operand<TFloat32> focal(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> expected, float gamma) {
        Operand<TFloat32> logarithms = tf.nn.logSoftmax(logits);
        Operand<TFloat32> uncertain = tf.math.maximum(tf.math.neg(tf.math.expm1(logarithms)), tf.constant(CERTAIN));
        Operand<TFloat32> each = tf.math.mul(tf.math.pow(uncertain, tf.constant(gamma)), logarithms);
        return tf.math.neg(tf.reduceSum(tf.math.mul(each, expected), tf.constant(1)));
    }
}
