// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.train.progress.TrainingListener;

/** Shows the progress of a training. Closing it leaves the cursor at the start of a line. */
public interface Progress extends TrainingListener, AutoCloseable {
    /** Returns a moving bar on a terminal, else one line per epoch. */
    static Progress on(Terminal terminal, int epochs) {
        return terminal.isTerminal() ? new ProgressBar(terminal, epochs) : new EpochLine(terminal.out(), epochs);
    }

    @Override
    default void close() {}
}
