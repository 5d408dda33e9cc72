// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import dev.nin.cli.TrainCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The console output of a command.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
public record Console(int code, String out, String err) {
    /** Runs the program and returns its output. */
    public static Console train(String... arguments) {
        return of(TrainCommand::program, arguments);
    }

    public static Console of(Object command, String... arguments) {
        return of(() -> new CommandLine(command), arguments);
    }

    private static Console of(Supplier<CommandLine> command, String... arguments) {
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream newOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream newErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(newOut);
            System.setErr(newErr);
            int code = CommandRunner.run(command, arguments);
            return new Console(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }
}
