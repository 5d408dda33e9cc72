// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests that untrusted text is safe to print on a terminal. */
class PrintableTest {
    @Test
    void nothingInALineSteersTheTerminal() {
        assertThat(Printable.line("a\u001b[2J\tb \r\n c\u202e")).isEqualTo("a?[2J?b c?");
    }

    @Test
    void norInATable() {
        assertThat(new TextTable(2).row("a\u0007", "b\nc\u001b").toString()).isEqualTo("a?  b\n    c?\n");
    }
}
