// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of checkpoints, and of going on from them. */
public final class CheckpointOptions {
    private static final long MINUTE = 60_000;
    // Options that follow each other with the same description share a line of the help.
    private static final String RESUME = "Goes on with a run; though it has changed.";
    private static final String CHECKPOINTS = "Time between them; how many are kept.";

    @Option(names = "--resume", paramLabel = "DIR", description = RESUME)
    private @Nullable Path resume;

    @Option(names = "--force", description = RESUME)
    private boolean force;

    @Option(names = "--checkpoint-minutes", paramLabel = "N", description = CHECKPOINTS)
    private @Nullable Double minutes;

    @Option(names = "--keep-checkpoints", paramLabel = "N", description = CHECKPOINTS)
    private @Nullable Integer keep;

    /** Steps between checkpoints, for trials of going on. */
    @Option(names = "--checkpoint-steps", paramLabel = "N", hidden = true)
    private @Nullable Long steps;

    /** The folder of a run to go on with. */
    public Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /** Whether a run is gone on with though model, data or configuration are not what they were. */
    public boolean force() {
        return force;
    }

    /**
     * When checkpoints are written and how many stay.
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
