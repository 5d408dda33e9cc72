// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the training command in a separate process, whose output goes to a pipe on a system that supports colors. */
class PipeTest {
    private static final String TINY = "--model lenet --image-size 28 --train-limit 64 --test-limit 50 --epochs 2 "
            + "--device cpu --validation-split 0.25";

    @TempDir
    private static Path folder;

    private static Console trained = new Console(-1, "", "");

    @BeforeAll
    static void train() throws Exception {
        trained = run(classPath(), TINY + " --out runs/a --export models");
        run(classPath(), TINY + " --out runs/b --lr 0.01 --augment flip-shift --batch 16");
    }

    @Test
    void trainsInLinesThatDoNotWrap() {
        assertPlain(trained);
        assertThat(trained.out()).containsPattern("Epoch 2/2( +\\d\\.\\d{4} +0\\.\\d{4}){3} +\\d+\n");
        assertThat(folder.resolve("runs/a/report.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--summary=torch",
                "--summary=torch --model inception-mini",
                "doctor",
                "compare runs/a runs/b",
                "weights --checkpoint runs/a --to a.safetensors",
                "--check --model lenet --image-size 28 --optimizer adam --lr 0.01"
            })
    void showsInLinesThatDoNotWrap(String words) throws Exception {
        assertPlain(run(classPath(), words));
    }

    @Test
    void keepsATrainingWhoseReportCannotBeDrawn() throws Exception {
        String withoutCharts = Arrays.stream(classPath().split(File.pathSeparator))
                .filter(path -> !path.contains("xchart"))
                .collect(Collectors.joining(File.pathSeparator));

        Console console = run(withoutCharts, TINY + " --out runs/c");

        assertThat(console.err())
                .hasLineCount(1)
                .startsWith("warning: the report cannot be drawn (java.lang.NoClassDefFoundError: org/knowm/xchart/")
                .endsWith("; the run is kept in runs/c\n");
        assertThat(console.code()).isZero();
        assertThat(console.out()).containsPattern("\nrun: runs/c\ncalibrated: .*\n$");
        assertThat(folder.resolve("runs/c/best/weights.safetensors")).isNotEmptyFile();
    }

    private static void assertPlain(Console console) {
        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out()).isNotEmpty().doesNotContain("\u001b", "\r");
        assertThat(console.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Console run(String classPath, String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                TrainCommand.class.getName()));
        command.addAll(List.of(words.split(" ", -1)));
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("COLUMNS", "200");
        builder.environment().remove("NO_COLOR");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Console(process.waitFor(), out, Files.readString(err));
    }
}
