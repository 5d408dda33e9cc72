// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import java.time.Duration;

/**
 * When checkpoints are written beside those of each epoch's end, and how many are kept beside the best.
 *
 * @param time how long it is at most from one to the next, give or take a step
 * @param steps how many steps it is at most from one to the next
 * @param keep how many of the newest stay
 */
public record CheckpointPolicy(Duration time, long steps, int keep) {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final int KEEP = 3;

    /** Every ten minutes; the newest three stay. */
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(TIME, Long.MAX_VALUE, KEEP);
}
