// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.layer.BatchPart;
import dev.nin.weights.Weights;
import java.util.Optional;

/** The purpose for which a graph is compiled. */
public sealed interface Mode {
    /**
     * Training: weights are variables, dropout is active.
     *
     * @param seed determines the initial weights and, together with the fed step, all random draws
     * @param part the part of a larger batch that is fed; empty if the whole batch is fed
     */
    record Training(long seed, Optional<BatchPart> part) implements Mode {}

    /**
     * Inference with variables: they have the same names as in training, and dropout is inactive.
     *
     * @param seed determines the initial weights
     */
    record Inference(long seed) implements Mode {}

    /**
     * Inference with constants: weights are constants, and dropout is inactive.
     *
     * @param weights a value for each of the model's parameters
     */
    record Frozen(Weights weights) implements Mode {}

    /**
     * Shared weights: the variables of an earlier application in the same graph.
     *
     * @param behaviour training or inference; its seed keys the random draws of this application
     * @param first the earlier application
     */
    record Sharing(Mode behaviour, ModelOperands first) implements Mode {
        /** @throws IllegalArgumentException if the behavior itself shares or freezes weights */
        public Sharing {
            if (behaviour instanceof Sharing || behaviour instanceof Frozen) {
                throw new IllegalArgumentException(
                        "the mode " + behaviour + " already has weights, expected training or inference");
            }
        }
    }

    /**
     * Returns this mode with the variables of an earlier application of the model, for example for the second image of
     * a pair or for evaluation in the training graph.
     *
     * @param first the earlier application, in the same graph
     * @return a mode that creates no variables
     * @throws IllegalArgumentException if this mode already has weights
     */
    default Mode sharing(ModelOperands first) {
        return new Sharing(this, first);
    }

    /**
     * Returns the mode for training.
     *
     * @param seed determines the initial weights and, together with the fed step, all random draws
     * @return the mode
     */
    static Mode training(long seed) {
        return new Training(seed, Optional.empty());
    }

    /**
     * Returns the mode for training with a part of each batch. Its random draws equal those of the whole batch for the
     * same images.
     *
     * @param seed determines the initial weights and, together with the fed step, all random draws
     * @param part the part of the batch that is fed
     * @return the mode
     */
    static Mode training(long seed, BatchPart part) {
        return new Training(seed, Optional.of(part));
    }

    /**
     * Returns the mode for evaluation with weights that are loaded later; until then they are initialized with seed 0.
     *
     * @return the mode
     */
    static Mode inference() {
        return new Inference(0);
    }

    /**
     * Returns the mode for inference with fixed weights.
     *
     * @param weights a value for each of the model's parameters
     * @return the mode
     */
    static Mode frozen(Weights weights) {
        return new Frozen(weights);
    }
}
