// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The phases of a program, whose durations are printed if that is wanted. */
public final class Phases implements TrainingListener {
    private final Optional<PrintWriter> out;
    private Instant since;
    private boolean hasStepped;

    private Phases(Optional<PrintWriter> out, Instant since) {
        this.out = out;
        this.since = since;
    }

    /** Returns phases that are not printed. */
    public static Phases silent() {
        return new Phases(Optional.empty(), Instant.EPOCH);
    }

    /**
     * Returns phases that are printed; the first one starts with the process, so that it counts the JVM's own start.
     */
    public static Phases printed(PrintWriter out) {
        return new Phases(
                Optional.of(out), ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
    }

    /** Ends a phase, which started when the one before ended. */
    public void end(String phase) {
        out.ifPresent(each -> {
            Instant now = Instant.now();
            double seconds = Duration.between(since, now).toMillis() / 1000.0;
            each.println(String.format(Locale.ROOT, "time    %.2f s %s", seconds, phase));
            each.flush();
            since = now;
        });
    }

    @Override
    public void stepTaken(StepMetrics metrics) {
        if (!hasStepped) {
            hasStepped = true;
            end("graph and first step");
        }
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
}
