// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.primitives.Ints;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command writes to.
 *
 * @param out where to
 * @param isTerminal whether somebody looks on as it is written, so that a line may be written over
 * @param hasColours whether escape codes for colours are understood and wanted
 * @param columns characters that a line holds
 */
public record Terminal(PrintWriter out, boolean isTerminal, boolean hasColours, int columns) {
    private static final int COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;

    /** The terminal of this process, or what stands in for it. */
    public static Terminal of(PrintWriter out) {
        return of(out, isInteractive(), System.getenv());
    }

    /** Without colours where NO_COLOR is set to anything (no-color.org), and not a terminal where it is a dumb one. */
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

    // Where there is a console without a terminal, its own method is asked.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
