// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.OnnxExporter;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares a predictor of a SavedModel with those of the same model as an ONNX file, in 32 bits and in 8, in turn, and
 * prints the rows of a table. Run with {@code mvn -Pbenchmark -pl nin-export -am test -Dtest=OnnxRuntimeBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}; it asserts no time limit.
 */
@Tag("benchmark")
class OnnxRuntimeBenchmark {
    private static final int ROUNDS = 5;
    private static final double SECONDS = 0.7;
    private static final TensorFlowRuntime RUNTIME = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"nin, 68", "nin, 224", "efficientnet-lite0, 224", "resnet18, 224", "mobilenet-v2, 224"})
    void besideTensorFlow(String network, int size) {
        FeatureMap image = Nin.image(size, size, 3).normalize(0.45f, 0.225f);
        ModelSpec spec = network.equals("nin")
                ? Zoo.nin(image, 10)
                : Network.named(network).classifier(image, 1000);
        Checkpoint checkpoint = TestModels.checkpoint(spec, 1);
        List<byte[]> sample = IntStream.range(0, 16)
                .mapToObj(i -> TestModels.pixels(1, size, size, 3))
                .toList();
        SavedModelExporter.export(checkpoint, folder.resolve("saved"));
        OnnxExporter.export(checkpoint, folder.resolve("onnx"));
        OnnxExporter.export(
                checkpoint,
                folder.resolve("int8"),
                ExportOptions.builder().int8(sample).build(),
                warning -> {});
        try (Predictor saved = open("saved");
                Predictor onnx = open("onnx");
                Predictor int8 = open("int8")) {
            for (int batch : List.of(1, 16, 64)) {
                print(network, size, batch, List.of(saved, onnx, int8));
            }
        }
    }

    private Predictor open(String name) {
        return Predictor.open(folder.resolve(name), RUNTIME.sessionConfig());
    }

    private static void print(String network, int size, int batch, List<Predictor> predictors) {
        byte[] pixels = TestModels.pixels(batch, size, size, 3);
        double[][] times = new double[predictors.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < times.length; i++) {
                times[i][round] = milliseconds(predictors.get(i), pixels, batch);
            }
        }
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "| %s, %d px | %d | %.1f |", network, size, batch, median(times[0])));
        for (int i = 1; i < times.length; i++) {
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = times[0][round] / times[i][round];
            }
            Arrays.sort(ratios);
            row.append(String.format(
                    Locale.ROOT,
                    " %.1f | %.2f (%.2f to %.2f) |",
                    median(times[i]),
                    median(ratios),
                    ratios[0],
                    ratios[ROUNDS - 1]));
        }
        System.out.println(row);
    }

    private static double milliseconds(Predictor predictor, byte[] pixels, int batch) {
        List<Double> each = new ArrayList<>();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        while (each.size() < 3 || System.nanoTime() < end) {
            long start = System.nanoTime();
            assertThat(predictor.predict(pixels)).hasSize(batch);
            each.add((System.nanoTime() - start) / 1e6);
        }
        return median(each.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
