// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.checkpoint.RunLayout;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The best checkpoint of a finished run, whose temperature can be replaced. The checkpoint that training wrote stays as
 * it is, for resuming; the link {@code best} points to a calibrated copy.
 *
 * @param run the run's folder, which no other process writes
 */
public record BestCheckpoint(Path run) {
    /**
     * Reads the best checkpoint.
     *
     * @throws UserInputException if the folder has none, or it is damaged
     */
    public Checkpoint read() {
        Path best = new RunLayout(run).best();
        if (!Files.isSymbolicLink(best)) {
            throw new UserInputException("run " + run + " has no best checkpoint; name a training run's folder");
        }
        return Checkpoint.read(best);
    }

    /**
     * Replaces the best checkpoint. The link always points to a complete checkpoint, even if the process is killed.
     *
     * @param calibrated the best checkpoint with another temperature
     * @throws UserInputException if the run's folder cannot be written
     */
    public void replace(Checkpoint calibrated) {
        RunLayout layout = new RunLayout(run);
        CheckpointFolder checkpoints = new CheckpointFolder(layout.checkpoints());
        try {
            Path copy = checkpoints.calibrated(Files.readSymbolicLink(layout.best()));
            calibrated.write(copy);
            SymbolicLinks.point(layout.best(), run.relativize(copy));
            checkpoints.removeCalibratedBut(Optional.of(copy));
        } catch (IOException e) {
            throw new UserInputException(
                    "the run's folder " + run + " cannot be written (" + Reasons.of(e) + "); make room", e);
        }
    }
}
