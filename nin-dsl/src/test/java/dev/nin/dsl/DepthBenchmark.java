// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The cost of deep models: time and heap to build, to write and read as JSON, and to compile for training, by the
 * number of layers. Run with {@code mvn -Pbenchmark -pl nin-dsl -am test}; it prints figures and enforces no time
 * limit.
 */
@Tag("benchmark")
class DepthBenchmark {
    private static final int[] DEPTHS = {100, 300, 1_000, 3_000};
    private static final int ROUNDS = 5;

    @Test
    void chains() {
        measure("chain of convolutions and ReLUs", layers -> {
            FeatureMap map = Nin.image(8, 8, 4);
            for (int i = 0; i < layers / 2; i++) {
                map = map.conv2d(4, 3, 1, 1).relu();
            }
            return map.build("chain");
        });
    }

    @Test
    void residuals() {
        measure("residual blocks of four layers", layers -> {
            FeatureMap map = Nin.image(8, 8, 4);
            for (int i = 0; i < layers / 4; i++) {
                map = map.residual(x -> x.conv2d(4, 3, 1, 1).batchNorm()).relu();
            }
            return map.build("residuals");
        });
    }

    private static void measure(String name, IntFunction<ModelSpec> model) {
        run(model, 1_000);
        print(
                "%s:%n%8s %10s %10s %12s %12s %10s",
                name, "layers", "build ms", "JSON ms", "compile ms", "us a layer", "heap MB");
        for (int layers : DEPTHS) {
            double[][] rounds = new double[ROUNDS][];
            for (int round = 0; round < ROUNDS; round++) {
                rounds[round] = run(model, layers);
            }
            double build = median(rounds, 0);
            double compile = median(rounds, 2);
            print(
                    "%8d %10.1f %10.1f %12.1f %12.1f %10.2f",
                    layers, build, median(rounds, 1), compile, (build + compile) * 1000 / layers, median(rounds, 3));
        }
    }

    /** Milliseconds to build, to write and read, and to compile, and megabytes that specification and graph hold. */
    private static double[] run(IntFunction<ModelSpec> model, int layers) {
        double before = heap();
        long start = System.nanoTime();
        ModelSpec spec = model.apply(layers);
        double build = milliseconds(start);
        assertThat(spec.nodes()).hasSize(layers + 1);
        long written = System.nanoTime();
        assertThat(ModelJson.read(ModelJson.write(spec))).isEqualTo(spec);
        double json = milliseconds(written);
        long compiling = System.nanoTime();
        try (CompiledModel compiled = GraphCompiler.compile(spec, Mode.training(1))) {
            double compile = milliseconds(compiling);
            assertThat(compiled.operands().nodes()).hasSize(layers + 1);
            return new double[] {build, json, compile, heap() - before};
        }
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static double milliseconds(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static double median(double[][] rounds, int column) {
        double[] sorted =
                Arrays.stream(rounds).mapToDouble(each -> each[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
