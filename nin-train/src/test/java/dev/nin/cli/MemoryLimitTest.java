// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings for which there is not enough memory are refused in one line, and leave no folder. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not tell how much memory there is")
class MemoryLimitTest {
    @TempDir
    private Path folder;

    /** More than a terabyte. */
    @Test
    void refusesImagesThatNoMachineHasMemoryFor() {
        Path run = folder.resolve("run");
        Console console =
                Console.train("--image-size", "12000", "--train-limit", "64", "--test-limit", "10", "--out", run + "");

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .matches(
                        "error: a step of training on 32 images of 12000×12000 pixels with the model \"nin\" needs about "
                                + "\\d+\\.\\d GiB of memory, and \\d+\\.\\d GiB is [^;]*; use a smaller --batch or a smaller "
                                + "--image-size\n");
        assertThat(run).doesNotExist();
    }

    /** With oneDNN, whose convolution ends the process where an allocation fails. */
    @Test
    @Timeout(60)
    void heedsTheLimitOfTheProcess() throws Exception {
        Path run = folder.resolve("run");

        assertThat(limited("--image-size 2000 --train-limit 64 --test-limit 10 --out " + run))
                .matches(
                        "(?s).*\nerror: a step of training on 32 images of 2000×2000 pixels with the model \"nin\" needs "
                                + "about \\d+\\.\\d GiB of memory, and \\d\\.\\d GiB is left by the process's limit "
                                + "\\(ulimit -v\\); use a smaller --batch or a smaller --image-size\n2\n");
        assertThat(run).doesNotExist();
    }

    @Test
    @Timeout(60)
    void trainsWhatFitsUnderTheLimit() throws Exception {
        Path run = folder.resolve("run");

        assertThat(limited("--image-size 68 --train-limit 64 --test-limit 10 --epochs 1 --out " + run))
                .endsWith("report: " + run + "/report.html\n0\n");
    }

    /** Returns the output of the program with 7 GB of address space, and its exit code. */
    private String limited(String arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        "bash",
                        "-c",
                        "ulimit -v 7000000; " + java + " -Xmx1g -cp '" + classPath + "' " + TrainCommand.class.getName()
                                + " " + arguments + "; echo $?"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readString(output);
    }
}
