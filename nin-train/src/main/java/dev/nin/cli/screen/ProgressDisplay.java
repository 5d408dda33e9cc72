// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

/** Chooses how the progress of a training is shown. */
public final class ProgressDisplay {
    private ProgressDisplay() {}

    /** Returns a moving bar on a terminal, else one line per epoch. */
    public static Progress on(Terminal terminal, int epochs) {
        return terminal.isTerminal() ? new ProgressBar(terminal, epochs) : new EpochLine(terminal.out(), epochs);
    }
}
