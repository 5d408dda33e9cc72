// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.Dataset;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.weights.Weights;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** Without clipping, which waits for all gradients, a step is still deterministic on many threads. */
class UpdateOrderTest {
    private static final Dataset IMAGES = TestImages.noise(16, 16, 16, 4);

    @Test
    void manyThreadsTakeTheSameSteps() {
        ModelSpec spec = Nin.image(16, 16, 1)
                .nin(16, 3, 1, 1)
                .branch(a -> a.conv2d(8, 5, 1, 2).relu(), b -> b.conv2d(8, 1).relu())
                .concat()
                .nin(16, 3, 2, 1)
                .globalAvgPool()
                .dense(4)
                .build("wide");
        TrainingConfig config = TrainingConfig.builder()
                .batch(16)
                .optimizer(new Optimizer.Momentum(0.9f, false))
                .build();
        ConfigProto threads = ConfigProto.newBuilder()
                .setInterOpParallelismThreads(8)
                .setIntraOpParallelismThreads(1)
                .build();
        Set<Weights> results = new HashSet<>();
        int[] order = IntStream.range(0, 16).toArray();
        for (int run = 0; run < 10; run++) {
            try (TrainingGraph graph = new TrainingGraph(
                            spec, Goals.of(spec, Task.classification(IMAGES.classes())), config, threads);
                    Batch batch = BatchQueue.read(IMAGES, order, 0, 16)) {
                for (int step = 0; step < 20; step++) {
                    graph.step(batch, 0.1f, step, false);
                }
                results.add(graph.weights());
            }
        }
        assertThat(results).hasSize(1);
    }
}
