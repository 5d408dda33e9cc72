// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests that messages are safe to print on a terminal. */
class UserInputExceptionTest {
    @Test
    void whatSteersATerminalIsNotPrinted() {
        assertThat(new UserInputException("a \u001b[2J\nb\u009b \u202egnp.exe é"))
                .hasMessage("a ?[2J b? ?gnp.exe é");
    }

    @Test
    void theMiddleOfALongMessageIsLeftOut() {
        String message = "culprit " + "x".repeat(5_000) + " remedy";
        assertThat(String.valueOf(new UserInputException(message, new RuntimeException()).getMessage()))
                .hasSizeLessThan(2_001)
                .startsWith("culprit x")
                .contains("x ... x")
                .endsWith("x remedy");
    }
}
