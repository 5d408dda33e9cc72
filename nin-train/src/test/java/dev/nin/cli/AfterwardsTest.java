// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.awt.AWTError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a training is kept even if its report fails. */
class AfterwardsTest {
    private static final Path RUN = Path.of("runs", "mine");

    private final StringWriter written = new StringWriter();

    @ParameterizedTest
    @MethodSource
    void tellsInOneLineOfADrawingThatFails(Throwable failure) {
        assertThat(report(() -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                }))
                .isFalse();
        assertThat(written.toString())
                .hasLineCount(1)
                .startsWith("warning: the report cannot be ")
                .contains("no screen")
                .endsWith("; the run is kept in " + RUN + "\n");
    }

    static Throwable[] tellsInOneLineOfADrawingThatFails() {
        return new Throwable[] {
            new AWTError("no\n screen"),
            new UnsatisfiedLinkError("no screen"),
            new InternalError("no screen"),
            new UserInputException("the report cannot be written to x (no screen); make room")
        };
    }

    @Test
    void lessensNoMistakeOfTheProgrammers() {
        assertThatThrownBy(() -> report(() -> {
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private boolean report(Runnable writing) {
        return Afterwards.report(writing, RUN, new PrintWriter(written, true));
    }
}
