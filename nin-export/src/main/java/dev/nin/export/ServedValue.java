// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

/** What a signature answers with, for each image of the batch. */
public sealed interface ServedValue {
    /** What every classifier has. */
    enum Answer implements ServedValue {
        /** Each class's probability: float32 (batch, classes). */
        PROBABILITIES,
        /** The likeliest class's label: string (batch). */
        CLASSES,
        /** The likeliest class's place in the labels: int64 (batch). */
        CLASS_IDS,
        /** What softmax is applied to: float32 (batch, classes). */
        LOGITS,
        /** The {@link FeatureNode}'s values, a feature map averaged over its pixels: float32 (batch, size). */
        FEATURES
    }

    /**
     * A node of the model as it is: float32 (batch, height, width, channels) or (batch, size).
     *
     * @param node the node's name
     */
    record NodeValue(String node) implements ServedValue {}
}
