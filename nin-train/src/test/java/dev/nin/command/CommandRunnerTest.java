// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.UserInputException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Tests the handling of a command's failures. */
class CommandRunnerTest {
    /** A command that fails in a given way. */
    @Command(name = "failing")
    private record Failing(RuntimeException problem) implements Runnable {
        @Override
        public void run() {
            throw problem;
        }
    }

    @Test
    void makesOneLineOfAnyMessage() {
        Console console = Console.of(new Failing(new UserInputException("first\n  second\nthird")));

        assertThat(console).isEqualTo(new Console(2, "", "error: first second third\n"));
    }

    @Test
    void printsTheStackTraceOfAnythingElse() {
        Console console = Console.of(new Failing(new IllegalStateException("broken")));

        assertThat(console.code()).isEqualTo(1);
        assertThat(console.err()).startsWith("java.lang.IllegalStateException: broken\n\tat dev.nin.command.");
    }

    @Test
    void writesUtf8() {
        Console console = Console.of(new Failing(new UserInputException("3×3 – größer")));

        assertThat(console.err()).isEqualTo("error: 3×3 – größer\n");
    }
}
