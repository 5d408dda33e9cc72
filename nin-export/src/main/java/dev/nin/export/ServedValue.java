// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

/** What a signature answers with, for each image of the batch. */
public sealed interface ServedValue {
    /**
     * One of the answers of the model's tasks.
     *
     * @param name as the task names it, such as probabilities; after the output's name where there are several, such as
     *     angle_values
     */
    record Answer(String name) implements ServedValue {}

    /** What every model has beside its tasks' answers. */
    enum Derived implements ServedValue {
        /** The first output as it is, of a classifier what softmax is applied to: float32 (batch, classes). */
        LOGITS,
        /** The {@link FeatureNode}'s values, a feature map averaged over its pixels: float32 (batch, size). */
        FEATURES,
        /**
         * Where in the image the predicted class is seen, by {@link dev.nin.graph.GradCam} over the last feature map,
         * resized to the model's input: float32 (batch, height, width), from 0 to 1.
         */
        HEAT
    }

    /**
     * A node of the model as it is: float32 (batch, height, width, channels) or (batch, size).
     *
     * @param node the node's name
     */
    record NodeValue(String node) implements ServedValue {}
}
