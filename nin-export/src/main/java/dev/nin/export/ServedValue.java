// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

/** A value that a signature returns for each image of the batch. */
public sealed interface ServedValue {
    /**
     * One of the predictions of the model's tasks.
     *
     * @param name the task's name of it, such as probabilities; prefixed with the output's name if there are several
     *     outputs, such as angle_values
     */
    record Answer(String name) implements ServedValue {}

    /** A value of the model other than the predictions of its tasks. */
    enum Derived implements ServedValue {
        /** The first output unchanged, for a classifier the input of softmax: float32 (batch, classes). */
        LOGITS,
        /** The values of the {@link FeatureNode}; a feature map is averaged over its pixels: float32 (batch, size). */
        FEATURES,
        /**
         * The image regions that support the predicted class, by {@link dev.nin.graph.GradCam} over the last feature
         * map, resized to the model's input: float32 (batch, height, width), from 0 to 1.
         */
        HEAT
    }

    /**
     * The output of any node of the model: float32 (batch, height, width, channels) or (batch, size).
     *
     * @param node the node's name
     */
    record NodeValue(String node) implements ServedValue {}
}
