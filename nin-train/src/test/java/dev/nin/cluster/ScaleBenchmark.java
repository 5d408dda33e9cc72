// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What sharing a step between two processes of this machine costs. Run with {@code mvn -Pbenchmark -pl nin-train -am
 * test -Dtest=ScaleBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints figures and holds no limit.
 */
@Tag("benchmark")
class ScaleBenchmark {
    private static final int ROUNDS = Integer.getInteger("scale.rounds", 3);
    private static final String STEPS = "16";

    @Test
    void twoProcessesWithOneThreadAgainstOneWithTwo() throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> one = run(1, 2);
            List<Double> two = run(2, 1);
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

    /** Images a second, milliseconds of a step and of its all-reduce, as the chief has them. */
    private static List<Double> run(int tasks, int threads) throws IOException {
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
                            "96",
                            "128",
                            STEPS)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        List<Double> figures;
        try (var lines = workers.get(0).inputReader()) {
            figures = lines.lines()
                    .filter(line -> line.matches("(images/s|step ms|all-reduce ms) [0-9.]+"))
                    .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .toList();
        }
        workers.forEach(Process::destroyForcibly);
        return figures;
    }
}
