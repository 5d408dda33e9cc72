// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.data.Dataset;
import dev.nin.data.Shuffle;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Acceleration;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.zoo.Zoo;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

/**
 * Prints where the time of NiN's training step goes, by operation. Run with {@code mvn -Pbenchmark -pl nin-train -am
 * test -Dtest=TraceBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dtrace.mixed=true} traces 16 bits,
 * {@code -Dtrace.nodes=20} adds the slowest nodes.
 */
@Tag("benchmark")
class TraceBenchmark {
    private static final boolean MIXED = Boolean.getBoolean("trace.mixed");
    private static final int WARM_UP = 3;
    private static final int STEPS = 5;
    private static final double LEAST_SHARE = 0.005;

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(
            Device.parse("cpu"), 0, false, MIXED ? Set.of(Acceleration.MIXED_PRECISION) : Set.of());

    @ParameterizedTest
    @CsvSource({"68, 32", "96, 128", "131, 128", "224, 128"})
    void timeByOperation(int imageSize, int batchSize) {
        Dataset images = DataSource.load("sample").train();
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(imageSize, imageSize), 10);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batchSize)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
        Map<String, Double> byType = new HashMap<>();
        Map<String, Double> byNode = new HashMap<>();
        double wall = 0;
        try (TrainingGraph training = new TrainingGraph(
                        spec, Goals.of(spec, Task.classification(images.classes())), config, runtime.sessionConfig());
                Batch batch = BatchQueue.read(images, Shuffle.order(images.size(), 1, 1), 0, batchSize)) {
            for (int step = 0; step < WARM_UP + STEPS; step++) {
                StepStats stats = training.trace(batch, 0.01f, step);
                if (step >= WARM_UP) {
                    nodes(stats).forEach(node -> {
                        double millis = millis(node) / STEPS;
                        byType.merge(type(node), millis, Double::sum);
                        byNode.merge(node.getNodeName() + " " + type(node), millis, Double::sum);
                    });
                    wall += wall(stats) / STEPS;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d px, batch %d%s: %.1f ms per step, %.1f ms in operations%n",
                imageSize,
                batchSize,
                MIXED ? ", mixed precision" : "",
                wall,
                byType.values().stream().mapToDouble(each -> each).sum());
        print(byType, above(byType, LEAST_SHARE * wall), wall);
        print(byNode, Integer.getInteger("trace.nodes", 0), wall);
    }

    private static void print(Map<String, Double> times, int most, double wall) {
        times.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(most)
                .forEach(each -> System.out.printf(
                        Locale.ROOT,
                        "  %6.2f ms %5.1f %%  %s%n",
                        each.getValue(),
                        100 * each.getValue() / wall,
                        each.getKey()));
    }

    private static int above(Map<String, Double> times, double least) {
        return (int) times.values().stream().filter(each -> each > least).count();
    }

    private static Stream<NodeExecStats> nodes(StepStats stats) {
        return stats.getDevStatsList().stream().flatMap(device -> device.getNodeStatsList().stream());
    }

    /** Returns the time from the first operation's start to the last one's end, in milliseconds. */
    private static double wall(StepStats stats) {
        long start =
                nodes(stats).mapToLong(NodeExecStats::getAllStartMicros).min().orElseThrow();
        long end = nodes(stats)
                .mapToLong(node -> node.getAllStartMicros() + node.getOpEndRelMicros())
                .max()
                .orElseThrow();
        return (end - start) / 1e3;
    }

    private static double millis(NodeExecStats node) {
        return (node.getOpEndRelNanos() - node.getOpStartRelNanos()) / 1e6;
    }

    /** Returns the type from a label such as {@code conv = Conv2D(input, kernel)}. */
    private static String type(NodeExecStats node) {
        String label = node.getTimelineLabel();
        int begin = label.indexOf(" = ") + 3;
        int end = label.indexOf('(', begin);
        return end < 0 ? label : label.substring(begin, end);
    }
}
