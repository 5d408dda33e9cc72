// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.primitives.Floats;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Emits the loss that is trained with: of smoothed labels, weighed by their classes. */
final class TrainingLoss {
    private final Ops tf;
    private final TrainingConfig config;

    TrainingLoss(Ops tf, TrainingConfig config) {
        this.tf = tf;
        this.config = config;
    }

    /**
     * Emits mean loss and hits.
     *
     * @param logits (batch, classes)
     * @param labels (batch)
     * @param mix what becomes of the labels' probabilities (batch, classes) where images are mixed
     */
    Exchange.Score emit(Operand<TFloat32> logits, Operand<TInt32> labels, UnaryOperator<Operand<TFloat32>> mix) {
        Operand<TFloat32> classes = mix.apply(ClassificationHead.oneHot(tf, labels, logits));
        ClassificationHead head =
                ClassificationHead.emit(tf, logits, labels, smoothed(tf, classes, config.labelSmoothing()));
        Operand<TFloat32> losses = weighed(tf, head.losses(), classes, config.classWeights());
        return new Exchange.Score(
                tf.withName("loss").math.mean(losses, tf.constant(0)), head.correct(), Optional.empty());
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
}
