// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.graph.Checkpoint;
import dev.nin.graph.PyTorchWeights;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checkpoints and weights that a command line names. */
final class Checkpoints {
    private Checkpoints() {}

    /**
     * Reads a checkpoint.
     *
     * @param runOrCheckpoint a run's folder, for its best checkpoint, or a checkpoint's
     * @throws UserInputException if it is neither
     */
    static Checkpoint read(Path runOrCheckpoint) {
        if (!Files.isDirectory(runOrCheckpoint)) {
            throw new UserInputException(
                    "checkpoint " + runOrCheckpoint + " is no folder; name a training run's folder or a checkpoint");
        }
        Path best = runOrCheckpoint.resolve("best");
        return Checkpoint.read(Files.isDirectory(best) ? best : runOrCheckpoint);
    }

    /**
     * Reads weights for a model.
     *
     * @param path a safetensors file, or what {@link #read} takes
     * @throws UserInputException if it is none of them, or the file does not fit the model
     */
    static Weights weights(Path path, ModelSpec model) {
        return Files.isDirectory(path) ? read(path).weights() : PyTorchWeights.read(path, model);
    }
}
