// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.runtime.Acceleration;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * NiN's training step with and without oneDNN, with mixed precision and with XLA, and over image and batch sizes, each
 * in a separate process, in turn. Run with {@code mvn -Pbenchmark -pl nin-train -am test -Dtest=RuntimeBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}; it prints figures and asserts no limit.
 */
@Tag("benchmark")
class RuntimeBenchmark {
    private static final int ROUNDS = 3;

    /** One way to run TensorFlow. */
    private record Way(Map<String, String> environment, Set<Acceleration> accelerations) {}

    @Test
    void waysToRunTensorFlow() throws IOException {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("oneDNN, the default", new Way(Map.of(), Set.of()));
        ways.put("without oneDNN", new Way(Map.of("TF_ENABLE_ONEDNN_OPTS", "0"), Set.of()));
        ways.put("mixed precision", new Way(Map.of(), Set.of(Acceleration.MIXED_PRECISION)));
        ways.put("XLA", new Way(Map.of(), Set.of(Acceleration.XLA)));
        for (int[] size : new int[][] {{68, 32, 60}, {96, 128, 12}, {224, 128, 3}}) {
            Map<String, double[]> speeds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    double speed = StepWorker.run(
                                    size[0],
                                    size[1],
                                    size[2],
                                    way.getValue().environment(),
                                    way.getValue().accelerations())
                            .imagesPerSecond();
                    speeds.computeIfAbsent(way.getKey(), name -> new double[ROUNDS])[round] = speed;
                }
            }
            double[] first = speeds.values().iterator().next();
            speeds.forEach((name, all) -> print(size, name, all, first));
        }
    }

    @Test
    void sizesOfImagesAndBatches() throws IOException {
        for (int imageSize : new int[] {67, 96, 128, 224}) {
            for (int batch : new int[] {16, 32, 64, 128, 256}) {
                int steps = Math.max(2, 128 * 68 * 68 * 16 / (batch * imageSize * imageSize));
                StepWorker.Report report = StepWorker.run(imageSize, batch, steps, Map.of(), Set.of());
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %d | %d | %.0f | %,d |",
                        imageSize,
                        batch,
                        report.imagesPerSecond(),
                        report.greatestMegabytes()));
            }
        }
    }

    private static void print(int[] size, String name, double[] speeds, double[] first) {
        double[] ratios = new double[speeds.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = speeds[i] / first[i];
        }
        Arrays.sort(ratios);
        Arrays.sort(speeds);
        System.out.println(String.format(
                Locale.ROOT,
                "%d px, batch %d, %s: %.0f images/s, %.2f of the default (%.2f to %.2f over %d rounds)",
                size[0],
                size[1],
                name,
                speeds[ROUNDS / 2],
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                ROUNDS));
    }
}
