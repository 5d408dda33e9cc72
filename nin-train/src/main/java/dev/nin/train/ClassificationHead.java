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
     * Emits loss and count. One-hot labels, since TensorFlow has no gradient in C++ for the sparse form.
     *
     * @param logits (batch, classes)
     * @param labels (batch)
     * @param smoothing share of each label that is spread evenly over all classes (Szegedy et al. 2016)
     */
    static ClassificationHead emit(Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels, float smoothing) {
        int classes = Math.toIntExact(logits.shape().get(1));
        float elsewhere = smoothing / classes;
        Operand<TFloat32> oneHot =
                tf.oneHot(labels, tf.constant(classes), tf.constant(1 - smoothing + elsewhere), tf.constant(elsewhere));
        Operand<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss();
        Operand<TInt32> likeliest = tf.math.argMax(logits, tf.constant(1), TInt32.class);
        Operand<TInt32> hits = tf.dtypes.cast(tf.math.equal(likeliest, labels), TInt32.class);
        return new ClassificationHead(losses, tf.reduceSum(hits, tf.constant(0)));
    }
}
