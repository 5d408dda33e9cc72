// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.primitives.Ints;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/**
 * The output of a command.
 *
 * @param out receives the text
 * @param isTerminal whether it is an interactive terminal, where a line may be overwritten
 * @param hasColours whether escape codes for colors are supported and wanted
 * @param columns characters per line
 */
public record Terminal(PrintWriter out, boolean isTerminal, boolean hasColours, int columns) {
    private static final int COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;

    /** Returns the terminal of this process, or its replacement. */
    public static Terminal of(PrintWriter out) {
        return of(out, isInteractive(), System.getenv());
    }

    /**
     * Returns a terminal without colors if NO_COLOR is set to anything (no-color.org); a dumb terminal counts as none.
     */
    public static Terminal of(PrintWriter out, boolean isInteractive, Map<String, String> environment) {
        boolean isTerminal = isInteractive && !"dumb".equals(environment.get("TERM"));
        boolean isColourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        Integer columns = Ints.tryParse(environment.getOrDefault("COLUMNS", ""));
        return new Terminal(
                out,
                isTerminal,
                isTerminal && !isColourless,
                columns == null ? COLUMNS : Math.max(columns, FEWEST_COLUMNS));
    }

    // A console may exist without a terminal; its own method decides.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 a console may exist without a terminal, and a method reports that.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
