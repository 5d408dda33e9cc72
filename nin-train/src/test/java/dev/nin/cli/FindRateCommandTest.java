// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the search for a learning rate by the command. */
class FindRateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void suggestsARateAndDrawsTheCurve() throws IOException {
        Path out = folder.resolve("rate");

        Console console = Console.train(
                "find-rate",
                "--model",
                "lenet",
                "--optimizer",
                "adam",
                "--train-limit",
                "320",
                "--steps",
                "60",
                "--out",
                out.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .contains("lenet with")
                .containsPattern("suggestion: --lr [0-9.e-]+\n")
                .endsWith("report: " + out.resolve("report.html") + "\n");
        assertThat(Files.readAllLines(out.resolve("rates.csv")))
                .startsWith("rate,loss,smooth_loss")
                .hasSizeBetween(40, 61);
        String suggestion = console.out().replaceAll("(?s).*--lr (\\S+).*", "$1");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<b>" + suggestion + "</b>suggested rate", "data:image/png;base64,");
        assertThat(out.resolve("rates.png")).isNotEmptyFile();
    }

    @Test
    void leavesNoEmptyFolderBehind() {
        Path out = folder.resolve("rate");

        Console console = Console.train("find-rate", "--model", "lenet", "--steps", "5", "--out", out.toString());

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err()).isEqualTo("error: --steps is 5, expected at least 20\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void optionsOfTheRateAreUnknown() {
        Console console = Console.train("find-rate", "--lr", "0.1");

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --lr is not known");
    }
}
