// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a run's event files with TensorBoard's reader, in the virtual environment of nin-export's tests. */
@Tag("interop")
class TensorBoardReaderTest {
    private static final Path SCRIPT = Path.of("src", "test", "python", "tensorboard_reader.py");

    @TempDir
    private Path folder;

    @Test
    void findsEveryTagAndTheValuesOfTheMetrics() throws Exception {
        Path run = folder.resolve("run");
        assertThat(Console.train(TrainCommandTest.tiny(run, "--epochs", "3", "--validation-split", "0.25"))
                        .code())
                .isZero();
        Path python = Path.of(System.getProperty("interop.python", ""));
        assertThat(python)
                .as("a virtual environment of nin-export's requirements.txt, or -Dinterop.python")
                .isExecutable();

        Process reader = new ProcessBuilder(python.toString(), SCRIPT.toString(), run.toString())
                .redirectErrorStream(true)
                .start();
        String found = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(found).isZero();
        List<String> lines = found.lines().toList();
        assertThat(lines)
                .anyMatch(line -> line.matches("train +histogram +gradients/.*: 3 of \\d+ values, .*"))
                .anyMatch(line -> line.matches("\\. +image +confusion: step 3, .*"))
                .anyMatch(line -> line.matches("\\. +graph +\\d+ nodes: .*Conv2D.*"))
                .anyMatch(line -> line.matches("\\. +hparam +epochs: 3\\.0"));
        // Loss and accuracy of three splits, and the training's rate and speed.
        assertThat(lines.get(lines.size() - 1)).startsWith("24 scalars of 3 epochs are those of metrics.csv");
    }
}
