// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.checkpoint.RunLayout;
import dev.nin.files.Reasons;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads checkpoints and weights named on a command line. */
public final class GivenWeights {
    private GivenWeights() {}

    /**
     * Reads a checkpoint.
     *
     * @param runOrCheckpoint a run's folder, for its best checkpoint, or a checkpoint's
     * @throws UserInputException if it is neither
     */
    public static Checkpoint read(Path runOrCheckpoint) {
        return Checkpoint.read(RunLayout.checkpoint(runOrCheckpoint));
    }

    /**
     * Returns a fingerprint of the weights at a path.
     *
     * @param path a safetensors file, a run's folder or a checkpoint
     * @return the SHA-256 of the weights file
     * @throws UserInputException if it cannot be read
     */
    static String sha256(Path path) {
        Path file = Files.isDirectory(path) ? RunLayout.checkpoint(path).resolve("weights.safetensors") : path;
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        } catch (IOException e) {
            throw new UserInputException(
                    "weights " + file + " cannot be read (" + Reasons.of(e) + "); name a file or a run", e);
        }
    }

    /**
     * Reads weights for a model.
     *
     * @param path a safetensors file, a run's folder or a checkpoint
     * @throws UserInputException if it is none of them, or the file does not fit the model
     */
    public static Weights weights(Path path, ModelSpec model) {
        return Files.isDirectory(path) ? read(path).weights() : PyTorchWeights.read(path, model);
    }
}
