// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.zoo.Zoo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;

/**
 * Measures the overhead of a predictor over its session, and the cost of constants and variables, for NiN at 68 pixels.
 * Run with {@code mvn -Pbenchmark -pl nin-export -am test}; it prints figures and asserts no time limit.
 */
@Tag("benchmark")
class PredictorBenchmark {
    private static final int SIDE = 28;
    private static final int ROUNDS = 300;
    private static final TensorFlowRuntime RUNTIME = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void export() {
        ModelSpec spec =
                Zoo.nin(Nin.image(SIDE, SIDE, 1).normalize(0.286f, 0.353f).resize(68, 68), 10);
        Checkpoint checkpoint = TestModels.checkpoint(spec, 1);
        for (boolean variables : List.of(false, true)) {
            SavedModelExporter.export(
                    checkpoint,
                    folder.resolve(name(variables)),
                    ExportOptions.builder().variables(variables).build());
        }
    }

    @Test
    void predictorAgainstSession() {
        byte[] pixels = TestModels.pixels(1, SIDE, SIDE, 1);
        Path version = folder.resolve("constants/1");
        try (Predictor predictor = Predictor.open(version, RUNTIME.sessionConfig());
                LoadedModel model = LoadedModel.load(version, RUNTIME.sessionConfig())) {
            double[][] times = inTurn(() -> predictor.predict(pixels).size(), () -> raw(model, pixels));
            print(
                    "batch 1, p50: predictor %.3f ms, session %.3f ms, ratio %.3f",
                    median(times[0]), median(times[1]), median(times[0]) / median(times[1]));
        }
    }

    @Test
    void constantsAgainstVariables() {
        byte[] pixels = TestModels.pixels(1, SIDE, SIDE, 1);
        try (Predictor constants = Predictor.open(folder.resolve("constants"), RUNTIME.sessionConfig());
                Predictor variables = Predictor.open(folder.resolve("variables"), RUNTIME.sessionConfig())) {
            double[][] times = inTurn(
                    () -> constants.predict(pixels).size(),
                    () -> variables.predict(pixels).size());
            print(
                    "batch 1, p50 and p99: constants %.3f and %.3f ms, variables %.3f and %.3f ms",
                    median(times[0]), percentile(times[0], 99), median(times[1]), percentile(times[1], 99));
        }
    }

    @Test
    void throughput() {
        try (Predictor predictor = Predictor.open(folder.resolve("constants"), RUNTIME.sessionConfig())) {
            for (int batch = 1; batch <= 256; batch *= 4) {
                byte[] pixels = TestModels.pixels(batch, SIDE, SIDE, 1);
                int rounds = Math.max(5, 400 / batch);
                assertThat(predictor.predict(pixels)).hasSize(batch);
                double[] seconds = new double[rounds];
                for (int i = 0; i < rounds; i++) {
                    long start = System.nanoTime();
                    int answers = predictor.predict(pixels).size();
                    seconds[i] = (System.nanoTime() - start) / 1e9;
                    assertThat(answers).isEqualTo(batch);
                }
                print("batch %d: %.0f images per second", batch, batch / median(seconds));
            }
        }
    }

    /** Returns the milliseconds of both, run alternately so that a busy machine slows both equally. */
    private static double[][] inTurn(IntSupplier first, IntSupplier second) {
        double[][] times = new double[2][ROUNDS];
        for (int i = -ROUNDS / 10; i < ROUNDS; i++) {
            long start = System.nanoTime();
            int answers = first.getAsInt();
            long middle = System.nanoTime();
            answers += second.getAsInt();
            long end = System.nanoTime();
            assertThat(answers).isEqualTo(2);
            if (i >= 0) {
                times[0][i] = (middle - start) / 1e6;
                times[1][i] = (end - middle) / 1e6;
            }
        }
        return times;
    }

    private static int raw(LoadedModel model, byte[] pixels) {
        try (TUint8 input = TUint8.tensorOf(Shape.of(1, SIDE, SIDE, 1), DataBuffers.of(pixels, true, false));
                RunnableModel.Outputs result = model.run(
                        Objects.requireNonNull(model.signatures().get("serving_default")),
                        Map.of("images", input),
                        List.of("probabilities", "classes"))) {
            return (int) result.get(0).shape().get(0);
        }
    }

    private static String name(boolean variables) {
        return variables ? "variables" : "constants";
    }

    private static double median(double[] values) {
        return percentile(values, 50);
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
