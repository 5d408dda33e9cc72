// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.primitives.Floats;
import dev.nin.model.Activation;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.model.Softmax;
import dev.nin.model.UserInputException;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One class an image, learnt by the cross-entropy of its logits.
 *
 * @param labels the names of the classes in order
 * @param smoothing share of each label that is spread evenly over all classes in training, from 0 up to but not
 *     including 1 (Szegedy et al. 2016)
 * @param weights how much an image of each class counts in training; empty for all alike
 */
public record Classification(List<String> labels, float smoothing, List<Float> weights) implements Task {
    private static final Metric METRIC = new Accuracy();

    /** @throws UserInputException if there are no labels, or a number is out of its range */
    public Classification {
        labels = List.copyOf(labels);
        weights = List.copyOf(weights);
        if (labels.isEmpty()) {
            throw new UserInputException("there are no labels, expected the name of at least one class");
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new UserInputException(
                    "the label smoothing is " + smoothing + ", expected at least 0 and below 1, such as 0.1");
        }
        for (float weight : weights) {
            if (!(weight >= 0) || !Float.isFinite(weight)) {
                throw new UserInputException(
                        "the class weights " + weights + " have " + weight + ", expected numbers of at least 0");
            }
        }
        if (!weights.isEmpty() && weights.size() != labels.size()) {
            throw new UserInputException("there are " + weights.size() + " class weights and " + labels.size()
                    + " classes, expected as many of each");
        }
    }

    /**
     * The same classes with smoothed labels.
     *
     * @param share what is spread evenly over all classes, so that the loss does not ask for certainty
     * @return a new task
     * @throws UserInputException if the share is out of its range
     */
    public Classification smoothed(double share) {
        return new Classification(labels, (float) share, weights);
    }

    /**
     * The same classes, some of which count for more.
     *
     * @param newWeights one for each class, or none
     * @return a new task
     * @throws UserInputException if there are not as many as classes, or one is below 0
     */
    public Classification weighted(float... newWeights) {
        return new Classification(labels, smoothing, Floats.asList(newWeights.clone()));
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Shape shape = spec.shape(output);
        if (shape.isMap()) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in a feature map " + shape
                    + ", expected a vector of one value a class; add globalAvgPool() or flatten()");
        }
        if (isProbability(layer(spec, output))) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in "
                    + layer(spec, output).call()
                    + ", expected logits, of which the loss takes the softmax itself; leave the last layer out");
        }
        if (shape.size() != labels.size()) {
            throw new UserInputException("the images have " + labels.size() + " classes, the model \"" + spec.name()
                    + "\" has " + shape.size() + " outputs; expected as many");
        }
    }

    private static Layer layer(ModelSpec spec, String output) {
        return spec.nodes().stream()
                .filter(node -> node.name().equals(output))
                .map(Node::layer)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isProbability(Layer layer) {
        return layer instanceof Softmax
                || (layer instanceof Activation activation && activation.function() == Activation.Function.SIGMOID);
    }

    /** 1 for each image's class, 0 elsewhere: TensorFlow has no gradient in C++ for the sparse form of the loss. */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<TInt32> targets) {
        return tf.oneHot(targets, tf.constant(labels.size()), tf.constant(1f), tf.constant(0f));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(output, spread(tf, encoded)).loss();
        if (weights.isEmpty()) {
            return losses;
        }
        Operand<TFloat32> each = tf.math.mul(encoded, tf.constant(Floats.toArray(weights)));
        return tf.math.mul(losses, tf.reduceSum(each, tf.constant(1)));
    }

    private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> encoded) {
        if (smoothing == 0) {
            return encoded;
        }
        Operand<TFloat32> whole = tf.math.mul(encoded, tf.constant(1 - smoothing));
        return tf.math.add(whole, tf.constant(smoothing / labels.size()));
    }

    @Override
    public Metric metric() {
        return METRIC;
    }

    @Override
    public Classification plain() {
        return Task.classification(labels);
    }
}
