// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import dev.nin.doctor.Finding;
import dev.nin.doctor.Finding.Level;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the output and the exit codes of the doctor. */
class DoctorCommandTest {
    @Test
    void findsThisMachineFitToTrain() {
        Console console = Console.train("doctor");

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).startsWith("ok     Java          ").endsWith("training can start\n");
        assertThat(console.code()).isZero();
    }

    @Test
    void endsWithOneWhereTrainingCouldNotStart() {
        StringWriter written = new StringWriter();

        int code = DoctorCommand.print(
                List.of(
                        new Finding(Level.OK, "Java", "17", ""),
                        new Finding(Level.NOTE, "oneDNN", "off", "unset it"),
                        new Finding(Level.FAULT, "native jar", "none", "add the dependency " + "word ".repeat(20))),
                new PrintWriter(written, true));

        assertThat(code).isEqualTo(1);
        assertThat(written.toString().lines())
                .startsWith(
                        "ok     Java          17",
                        "note   oneDNN        off",
                        "                     -> unset it",
                        "FAULT  native jar    none")
                .endsWith("training cannot start")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
