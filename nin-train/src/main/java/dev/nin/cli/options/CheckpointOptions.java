// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for checkpoints and for resuming from them. */
public final class CheckpointOptions {
    private static final long MINUTE = 60_000;

    @Option(names = "--resume", paramLabel = "DIR", description = "Resumes the run in this folder.")
    private @Nullable Path resume;

    @Option(names = "--force", description = "Resumes even if the options changed.")
    private boolean force;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "N",
            description = "Minutes between checkpoints within an epoch (10).")
    private @Nullable Double minutes;

    @Option(names = "--keep-checkpoints", paramLabel = "N", description = "How many of the newest to keep (3).")
    private @Nullable Integer keep;

    /** Steps between checkpoints, for tests of resuming. */
    @Option(names = "--checkpoint-steps", paramLabel = "N", hidden = true)
    private @Nullable Long steps;

    /** Returns the folder of the run to resume. */
    public Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /** Returns whether to resume a run whose model, data or configuration has changed. */
    public boolean force() {
        return force;
    }

    /**
     * Returns when checkpoints are written and how many are kept.
     *
     * @throws UserInputException if a number is too small
     */
    public CheckpointPolicy policy() {
        CheckpointPolicy values = CheckpointPolicy.DEFAULT;
        if (minutes != null && !(minutes > 0 && minutes < Integer.MAX_VALUE)) {
            throw new UserInputException("--checkpoint-minutes is " + minutes + ", expected a number above 0");
        }
        if (steps != null && steps < 1) {
            throw new UserInputException("--checkpoint-steps is " + steps + ", expected at least 1");
        }
        if (keep != null && keep < 1) {
            throw new UserInputException("--keep-checkpoints is " + keep + ", expected at least 1");
        }
        return new CheckpointPolicy(
                minutes == null ? values.time() : Duration.ofMillis(Math.round(minutes * MINUTE)),
                steps == null ? values.steps() : steps,
                keep == null ? values.keep() : keep);
    }
}
