// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.UserInputException;
import dev.nin.model.Activation;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.model.Softmax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a model's last layers fit a task, and throws if they do not. */
final class Heads {
    private Heads() {}

    /** Requires that no name occurs twice, since predictions refer to names. */
    static void requireDistinct(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new UserInputException("the " + what + " " + names + " contain \"" + name
                        + "\" twice, expected each once; rename one");
            }
        }
    }

    /** Requires a vector with one value for each of several things, such as a class. */
    static void requireVector(ModelSpec spec, String output, String thing) {
        Shape shape = spec.shape(output);
        if (shape.isMap()) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in a feature map " + shape
                    + ", expected a vector with one value per " + thing + "; add globalAvgPool() or flatten()");
        }
    }

    /** Requires as many values in the vector as there are things, such as tags. */
    static void requireSize(ModelSpec spec, String output, String things, int expected) {
        long size = spec.shape(output).size();
        if (size != expected) {
            throw new UserInputException("there are " + expected + " " + things + ", the model \"" + spec.name()
                    + "\" has " + size + " outputs; expected the same number: end it with dense(" + expected + ")");
        }
    }

    /** Requires a feature map of the image's height and width with the given number of channels. */
    static void requireMap(ModelSpec spec, String output, int channels, String thing) {
        Shape shape = spec.shape(output);
        Shape expected = Shape.map(spec.input().height(), spec.input().width(), channels);
        if (!shape.equals(expected)) {
            String fix = shape.isMap() && shape.height() == expected.height() && shape.width() == expected.width()
                    ? "end it with conv2d(" + channels + ", 1)"
                    : shape.isMap()
                            ? "bring it to the image's size with resize(" + expected.height() + ", " + expected.width()
                                    + ") or upSampling()"
                            : "remove the layer that turns the feature map into a vector";
            throw new UserInputException("the model \"" + spec.name() + "\" ends in "
                    + (shape.isMap() ? "a feature map " : "a vector of ") + shape + ", expected a feature map "
                    + expected + ", " + thing + "; " + fix);
        }
    }

    /** Requires logits, since the loss itself turns them into probabilities. */
    static void requireLogits(ModelSpec spec, String output, String function) {
        Layer last = layer(spec, output);
        if (last instanceof Softmax || isSigmoid(last)) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in " + last.call()
                    + ", expected logits, since the loss applies the " + function
                    + " itself; remove the last layer");
        }
    }

    /** Requires values that do not sum to 1 and, unless sigmoid is allowed, are not confined to 0 to 1. */
    static void requireFree(ModelSpec spec, String output, boolean isSigmoidFine, String why) {
        Layer last = layer(spec, output);
        if (last instanceof Softmax || (isSigmoid(last) && !isSigmoidFine)) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in " + last.call() + ", expected "
                    + why + "; remove the last layer");
        }
    }

    private static Layer layer(ModelSpec spec, String output) {
        return spec.nodes().stream()
                .filter(node -> node.name().equals(output))
                .map(Node::layer)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSigmoid(Layer layer) {
        return layer instanceof Activation activation && activation.function() == Activation.Function.SIGMOID;
    }
}
