// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.base.Strings;
import dev.nin.data.listing.Progress;
import java.util.Locale;

/** Shows the progress of the search for data in one line of a terminal. Elsewhere it shows nothing. */
public final class LoadingLine implements Progress, AutoCloseable {
    private static final long BETWEEN = 100_000_000;

    private final Terminal terminal;
    private long last = System.nanoTime();
    private boolean isShown;

    public LoadingLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void update(int done, int total) {
        long now = System.nanoTime();
        if (!terminal.isTerminal() || now - last < BETWEEN) {
            return;
        }
        last = now;
        isShown = true;
        String text = total == 0
                ? String.format(Locale.ROOT, "%,d images listed", done)
                : String.format(Locale.ROOT, "%,d of %,d images checked", done, total);
        terminal.out().print("\r" + Strings.padEnd(text, terminal.columns() - 1, ' '));
        terminal.out().flush();
    }

    /** Clears the line and moves the cursor to its start. */
    @Override
    public synchronized void close() {
        if (isShown) {
            terminal.out().print("\r" + " ".repeat(terminal.columns() - 1) + "\r");
            terminal.out().flush();
        }
    }
}
