// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Stopwatch;
import dev.nin.train.replica.Replica;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether an evaluation is broken off since training pauses. A short one is finished; replicas finish theirs together.
 */
final class EvaluationPause {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final BooleanSupplier pauses;
    private final boolean isAlone;
    private final Stopwatch since = Stopwatch.createUnstarted();
    private boolean isDue;

    /** @param pauses whether a listener wants training to pause */
    EvaluationPause(BooleanSupplier pauses, Replica replica) {
        this.pauses = pauses;
        isAlone = replica.count() == 1;
    }

    /** Looks whether to break off now. */
    boolean look() {
        if (isAlone && pauses.getAsBoolean()) {
            if (!since.isRunning()) {
                since.start();
            }
            isDue = since.elapsed().compareTo(SHORT) >= 0;
        }
        return isDue;
    }

    /** Returns whether the last look broke off. */
    boolean isDue() {
        return isDue;
    }
}
