// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import dev.nin.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resolves a training run's folder to its checkpoint. */
public final class CheckpointFolder {
    private static final String BEST = "best";

    private CheckpointFolder() {}

    /**
     * Returns a run's best checkpoint, or the folder itself.
     *
     * @param runOrCheckpoint a run's folder or a checkpoint's
     * @return the checkpoint's folder
     * @throws UserInputException if it is not a folder
     */
    public static Path of(Path runOrCheckpoint) {
        if (!Files.isDirectory(runOrCheckpoint)) {
            throw new UserInputException(
                    "checkpoint " + runOrCheckpoint + " is not a folder; name a training run's folder or a checkpoint");
        }
        Path best = runOrCheckpoint.resolve(BEST);
        return Files.isDirectory(best) ? best : runOrCheckpoint;
    }
}
