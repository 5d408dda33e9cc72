// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static dev.nin.dsl.Nin.add;
import static dev.nin.dsl.Nin.concat;
import static dev.nin.dsl.Nin.floatImage;
import static dev.nin.dsl.Nin.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.zoo.Zoo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that stages are reusable, thread-safe values that are named deterministically. */
class StageTest {
    @Test
    void aSharedPrefixIsOneNode() {
        FeatureMap prefix = image(8, 8, 1).conv2d(4, 3, 1, 1).relu();
        ModelSpec spec = concat(prefix.conv2d(4, 1), add(prefix, prefix.tanh()), prefix)
                .globalAvgPool()
                .build("branches");
        assertThat(names(spec))
                .containsExactlyInAnyOrder(
                        "images",
                        "conv2d_1",
                        "relu_1",
                        "conv2d_2",
                        "tanh_1",
                        "add_1",
                        "concat_1",
                        "global_avg_pool_1",
                        "flatten_1");
        assertThat(node(spec, "concat_1").inputs()).containsExactly("conv2d_2", "add_1", "relu_1");
        assertThat(node(spec, "add_1").inputs()).containsExactly("relu_1", "tanh_1");
        assertThat(spec.shape("concat_1")).isEqualTo(Shape.map(8, 8, 12));
    }

    @Test
    void aStageLeadsToSeveralModels() {
        FeatureMap prefix = image(8, 8, 1).conv2d(4, 3);
        ModelSpec first = prefix.relu().flatten().build("a");
        ModelSpec second = prefix.maxPool(2, 2).flatten().build("a");
        assertThat(names(second)).containsExactly("images", "conv2d_1", "max_pool_1", "flatten_1");
        assertThat(prefix.relu().flatten().build("a")).isEqualTo(first);
    }

    @Test
    void eachNodeComesBehindThoseItReads() {
        FeatureMap in = image(8, 8, 1);
        FeatureMap early = in.relu();
        FeatureMap late = early.tanh().sigmoid();
        // The branch that reads the other is named first.
        ModelSpec spec = add(late, early, add(early, late)).flatten().build("m");
        assertThat(names(spec))
                .containsExactly("images", "relu_1", "tanh_1", "sigmoid_1", "add_1", "add_2", "flatten_1");
    }

    @Test
    void namesAreGivenAndGeneratedOnesMakeWay() {
        ModelSpec spec = image(8, 8, 1)
                .named("in")
                .conv2d(1, 1)
                .conv2d(1, 1)
                .named("conv2d_1")
                .conv2d(1, 1)
                .flatten()
                .dense(3)
                .named("logits")
                .build("m");
        assertThat(names(spec)).containsExactly("in", "conv2d_2", "conv2d_1", "conv2d_3", "flatten_1", "logits");
        assertThat(spec.outputs()).containsExactly("logits");
    }

    @Test
    void generatedNamesMakeWayWhateverTheCase() {
        ModelSpec spec = image(8, 8, 1)
                .relu()
                .named("Images")
                .tanh()
                .named("CONV2D_1")
                .conv2d(1, 1)
                .flatten()
                .build("m");
        assertThat(names(spec)).containsExactly("images_1", "Images", "CONV2D_1", "conv2d_2", "flatten_1");
    }

    @Test
    void specsFromManyThreadsAreEqual() throws InterruptedException, ExecutionException {
        FeatureMap shared = image(96, 96, 1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ModelSpec>> futures = threads.invokeAll(Collections.nCopies(8, () -> Zoo.nin(shared, 10)));
            ModelSpec expected = Zoo.nin(shared, 10);
            for (Future<ModelSpec> future : futures) {
                assertThat(future.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aChainOfAThousandLayersIsBuilt() {
        FeatureMap map = image(2, 2, 1);
        for (int i = 0; i < 1000; i++) {
            map = map.relu();
        }
        ModelSpec spec = map.flatten().build("deep");
        assertThat(spec.nodes()).hasSize(1002);
        assertThat(node(spec, "relu_1000").inputs()).containsExactly("relu_999");
    }

    /**
     * DepthBenchmark prints that this takes a tenth of the limit. It measures this thread's CPU time, so that other
     * work on the machine does not count.
     */
    @Test
    void aThousandLayersCompileWithinTwoSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        FeatureMap map = image(8, 8, 4);
        for (int i = 0; i < 500; i++) {
            map = map.conv2d(4, 3, 1, 1).relu();
        }
        ModelSpec spec = map.build("deep");
        long start = threads.getCurrentThreadCpuTime();
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(model.variables()).hasSize(1000);
        }
    }

    @Test
    void aLadderOfBranchesIsBuiltInReasonableTime() {
        FeatureMap map = image(2, 2, 1);
        for (int i = 0; i < 100; i++) {
            // Paths double with each rung: 2^100 of them, but only 100 nodes.
            map = add(map, map);
        }
        assertThat(map.flatten().build("ladder").nodes()).hasSize(102);
    }

    @Test
    void stagesKnowTheirShape() {
        assertThat(image(9, 8, 3).maxPool(2, 3).shape()).isEqualTo(Shape.map(3, 3, 3));
        assertThat(image(9, 8, 3).globalAvgPool().shape()).isEqualTo(Shape.vector(3));
        assertThat(floatImage(1, 1, 1).flatten().build("m").input().pixels()).isEqualTo(Input.Pixels.FLOAT32);
    }

    @Test
    void arraysOfNormalizationAreCopied() {
        float[] mean = {1};
        FeatureMap normalized = image(1, 1, 1).normalize(mean, new float[] {2});
        ModelSpec before = normalized.flatten().build("m");
        mean[0] = 5;
        assertThat(normalized.flatten().build("m")).isEqualTo(before);
    }

    @Test
    void generatedNamesAreNumberedByKind() {
        ModelSpec spec = Zoo.nin(67, 1, 10);
        Set<String> convolutions =
                names(spec).stream().filter(name -> name.startsWith("conv2d")).collect(Collectors.toSet());
        assertThat(convolutions)
                .isEqualTo(IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> "conv2d_" + i)
                        .collect(Collectors.toSet()));
    }

    private static List<String> names(ModelSpec spec) {
        return spec.nodes().stream().map(Node::name).toList();
    }

    private static Node node(ModelSpec spec, String name) {
        return spec.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
