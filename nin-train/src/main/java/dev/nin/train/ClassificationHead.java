// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a classifier's logits are worth against the right classes.
 *
 * @param losses cross-entropy of each image (batch)
 * @param correct number of images whose likeliest class is the right one, a scalar
 */
record ClassificationHead(Operand<TFloat32> losses, Operand<TInt32> correct) {
    /**
     * Emits losses and count.
     *
     * @param logits (batch, classes)
     * @param labels (batch)
     * @param targets the probabilities to come to (batch, classes)
     */
    static ClassificationHead emit(
            Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels, Operand<TFloat32> targets) {
        Operand<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss();
        Operand<TInt32> likeliest = tf.math.argMax(logits, tf.constant(1), TInt32.class);
        Operand<TInt32> hits = tf.dtypes.cast(tf.math.equal(likeliest, labels), TInt32.class);
        return new ClassificationHead(losses, tf.reduceSum(hits, tf.constant(0)));
    }

    /** 1 for each image's class, 0 elsewhere: TensorFlow has no gradient in C++ for the sparse form of the loss. */
    static Operand<TFloat32> oneHot(Ops tf, Operand<TInt32> labels, Operand<TFloat32> logits) {
        int classes = Math.toIntExact(logits.shape().get(1));
        return tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    }
}
