// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import dev.nin.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a training run keeps its files, below the run's folder. The files of its report have names of their own.
 *
 * @param folder the run's folder
 */
public record RunLayout(Path folder) {
    private static final String DESCRIPTION = "run.json";
    private static final String METRICS = "metrics.csv";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String BEST = "best";
    private static final String TENSOR_BOARD = "tensorboard";

    /** The names of all that a training writes into the folder. */
    public static final List<String> NAMES = List.of(DESCRIPTION, METRICS, CHECKPOINTS, BEST, TENSOR_BOARD);

    /**
     * Returns the run that a checkpoint belongs to.
     *
     * @param checkpoint the checkpoint's real path, two folders below the run
     * @return the run
     */
    public static RunLayout around(Path checkpoint) {
        return new RunLayout(checkpoint.resolve("../..").normalize());
    }

    /**
     * Returns the checkpoint that is meant by a path.
     *
     * @param runOrCheckpoint a run's folder, for its best checkpoint, or a checkpoint's folder
     * @return the checkpoint's folder
     * @throws UserInputException if the path is not a folder
     */
    public static Path checkpoint(Path runOrCheckpoint) {
        if (!Files.isDirectory(runOrCheckpoint)) {
            throw new UserInputException(
                    "checkpoint " + runOrCheckpoint + " is not a folder; name a training run's folder or a checkpoint");
        }
        Path best = new RunLayout(runOrCheckpoint).best();
        return Files.isDirectory(best) ? best : runOrCheckpoint;
    }

    /**
     * Returns the file with the run's configuration, seed, versions and hashes.
     *
     * @return a JSON file
     */
    public Path description() {
        return folder.resolve(DESCRIPTION);
    }

    /**
     * Returns the file of the metrics of each epoch.
     *
     * @return a CSV file
     */
    public Path metrics() {
        return folder.resolve(METRICS);
    }

    /**
     * Returns the folder of the run's checkpoints.
     *
     * @return a folder with one folder per checkpoint
     */
    public Path checkpoints() {
        return folder.resolve(CHECKPOINTS);
    }

    /**
     * Returns the best checkpoint.
     *
     * @return a link to it, which does not exist before the first epoch ends
     */
    public Path best() {
        return folder.resolve(BEST);
    }

    /**
     * Returns the folder of event files for TensorBoard.
     *
     * @return a folder
     */
    public Path tensorBoard() {
        return folder.resolve(TENSOR_BOARD);
    }
}
