// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cost of dividing a step between two processes of this machine. Run with {@code mvn -Pbenchmark -pl nin-train -am
 * test -Dtest=ScaleBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints figures and asserts no limit.
 */
@Tag("benchmark")
class ScaleBenchmark {
    private static final int ROUNDS = Integer.getInteger("scale.rounds", 3);
    private static final int STEPS = 16;

    @TempDir
    private Path folder;

    @Test
    void twoProcessesWithOneThreadAgainstOneWithTwo() throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> one = run(1, 2, "nin", 96, 128, STEPS);
            List<Double> two = run(2, 1, "nin", 96, 128, STEPS);
            ratios.add(two.get(0) / one.get(0));
            System.out.println(String.format(
                    Locale.ROOT,
                    "NiN, 96 px, batch 128: one process %.1f images/s (step %.1f ms); two processes %.1f images/s "
                            + "(step %.1f ms, all-reduce %.1f ms, %.1f %%); ratio %.3f",
                    one.get(0),
                    one.get(1),
                    two.get(0),
                    two.get(1),
                    two.get(2),
                    100 * two.get(2) / two.get(1),
                    ratios.get(round)));
        }
        assertThat(ratios).allMatch(ratio -> ratio > 0);
    }

    /** Measures the computation time per task that {@link StepTimeModelTest} uses, on both cores. */
    @ParameterizedTest
    @CsvSource({"nin,128", "vgg11,32"})
    void whatATaskComputes(String model, int batch) throws Exception {
        List<Double> figures = run(1, 2, model, 224, batch, 4);
        System.out.println(String.format(
                Locale.ROOT,
                "%s, 224 px, batch %d: %.2f images/s, step %.2f s",
                model,
                batch,
                figures.get(0),
                figures.get(1) / 1000));
        assertThat(figures.get(0)).isPositive();
    }

    /** Returns images per second, milliseconds per step and per all-reduce, as measured by the chief. */
    private List<Double> run(int tasks, int threads, String model, int size, int batch, int steps) throws Exception {
        String cluster = TrainingWorker.freePorts(tasks).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        List<Process> workers = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            workers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "dev.nin.train.ScaleWorker",
                            cluster,
                            Integer.toString(task),
                            Integer.toString(threads),
                            Integer.toString(size),
                            Integer.toString(batch),
                            Integer.toString(steps),
                            model)
                    .redirectErrorStream(true)
                    .redirectOutput(log(task).toFile())
                    .start());
        }
        try {
            for (int task = 0; task < tasks; task++) {
                assertThat(workers.get(task).waitFor(4, TimeUnit.MINUTES)).isTrue();
                assertThat(workers.get(task).exitValue())
                        .as(Files.readString(log(task)))
                        .isZero();
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
        return Files.readAllLines(log(0)).stream()
                .filter(line -> line.matches("(images/s|step ms|all-reduce ms) [0-9.]+"))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .toList();
    }

    private Path log(int task) {
        return folder.resolve("task-" + task + ".log");
    }
}
