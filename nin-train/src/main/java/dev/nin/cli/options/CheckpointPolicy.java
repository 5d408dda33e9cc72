// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import java.time.Duration;

/**
 * When checkpoints are written in addition to those after each epoch, and how many are kept in addition to the best.
 *
 * @param time the maximum time between two checkpoints, to within a step
 * @param steps the maximum number of steps between two checkpoints
 * @param keep number of newest checkpoints to keep
 */
public record CheckpointPolicy(Duration time, long steps, int keep) {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final int KEEP = 3;

    /** The default: every ten minutes, keeping the newest three. */
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(TIME, Long.MAX_VALUE, KEEP);
}
