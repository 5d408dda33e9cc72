// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.layer.BatchPart;
import dev.nin.weights.Weights;
import java.util.Optional;

/** What a graph is compiled for. */
public sealed interface Mode {
    /**
     * Weights are variables, dropout drops.
     *
     * @param seed determines the initial weights and, with the step that is fed, every random draw
     * @param part which images of a greater batch the fed ones are; empty if they are all there is
     */
    record Training(long seed, Optional<BatchPart> part) implements Mode {}

    /**
     * Weights are variables under the same names as in training, dropout passes everything on.
     *
     * @param seed determines the initial weights
     */
    record Inference(long seed) implements Mode {}

    /**
     * Weights are constants, dropout passes everything on.
     *
     * @param weights a value for each of the model's parameters
     */
    record Frozen(Weights weights) implements Mode {}

    /**
     * Weights are the variables of an earlier application in the same graph.
     *
     * @param behaviour training or inference, whose seed keys the random draws of this application
     * @param first the earlier application
     */
    record Sharing(Mode behaviour, ModelOperands first) implements Mode {
        /** @throws IllegalArgumentException if the behaviour itself shares or freezes weights */
        public Sharing {
            if (behaviour instanceof Sharing || behaviour instanceof Frozen) {
                throw new IllegalArgumentException(
                        "the mode " + behaviour + " has weights already, expected training or inference");
            }
        }
    }

    /**
     * This mode with the variables of an earlier application of a model, such as for the second image of a pair or for
     * an evaluation in the graph of the training.
     *
     * @param first the earlier application, in the same graph
     * @return a mode without variables of its own
     * @throws IllegalArgumentException if this mode has weights already
     */
    default Mode sharing(ModelOperands first) {
        return new Sharing(this, first);
    }

    /**
     * For training.
     *
     * @param seed determines the initial weights and, with the step that is fed, every random draw
     * @return the mode
     */
    static Mode training(long seed) {
        return new Training(seed, Optional.empty());
    }

    /**
     * For training with a part of each batch, whose random draws are those that the whole batch would have there.
     *
     * @param seed determines the initial weights and, with the step that is fed, every random draw
     * @param part which images of the batch the fed ones are
     * @return the mode
     */
    static Mode training(long seed, BatchPart part) {
        return new Training(seed, Optional.of(part));
    }

    /**
     * For evaluation with weights that are loaded later; until then they are what seed 0 draws.
     *
     * @return the mode
     */
    static Mode inference() {
        return new Inference(0);
    }

    /**
     * For inference with weights that stay.
     *
     * @param weights a value for each of the model's parameters
     * @return the mode
     */
    static Mode frozen(Weights weights) {
        return new Frozen(weights);
    }
}
