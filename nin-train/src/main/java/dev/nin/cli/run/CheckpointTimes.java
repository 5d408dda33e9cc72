// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.google.common.base.Stopwatch;
import dev.nin.cli.options.CheckpointPolicy;
import java.time.Duration;

/** Decides when a checkpoint within an epoch is due. */
final class CheckpointTimes {
    /** A step so long may not end in time when the process is told to stop, so that the ones before are kept. */
    private static final Duration LONG_STEP = Duration.ofSeconds(5);

    /** A checkpoint may take this share of such a step. */
    private static final int SHARE = 20;

    private final CheckpointPolicy policy;
    private final Stopwatch sinceCheckpoint = Stopwatch.createStarted();
    private final Stopwatch sinceStep = Stopwatch.createUnstarted();
    private long steps;
    private Duration lastStep = Duration.ZERO;
    private Duration lastWrite = Duration.ZERO;

    CheckpointTimes(CheckpointPolicy policy) {
        this.policy = policy;
    }

    void stepTaken() {
        steps++;
        // The time before the first step is that of preparations.
        lastStep = sinceStep.elapsed();
        sinceStep.reset().start();
    }

    /** Returns whether a checkpoint is due between two steps. */
    boolean isDue() {
        boolean isLong = lastStep.compareTo(LONG_STEP) >= 0 && lastStep.compareTo(lastWrite.multipliedBy(SHARE)) >= 0;
        return isLong || steps >= policy.steps() || sinceCheckpoint.elapsed().compareTo(policy.time()) >= 0;
    }

    /** Returns whether no step has been taken since the last checkpoint. */
    boolean isUpToDate() {
        return steps == 0;
    }

    /** Writes a checkpoint. */
    void write(Runnable writing) {
        Stopwatch clock = Stopwatch.createStarted();
        writing.run();
        lastWrite = clock.elapsed();
        steps = 0;
        sinceCheckpoint.reset().start();
        sinceStep.reset().start();
    }
}
