// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.train.progress.TrainingListener;

/** Shows people how far a training is. Closing it leaves the cursor at the beginning of a line. */
public interface Progress extends TrainingListener, AutoCloseable {
    /** A bar that moves where somebody looks on, else a line for each epoch. */
    static Progress on(Terminal terminal, int epochs) {
        return terminal.isTerminal() ? new ProgressBar(terminal, epochs) : new EpochLine(terminal.out(), epochs);
    }

    @Override
    default void close() {}
}
