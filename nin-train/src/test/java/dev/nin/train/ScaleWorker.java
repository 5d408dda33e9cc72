// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.cluster.Cluster;
import dev.nin.cluster.ClusterPlan;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.Shuffle;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.replica.BatchSlice;
import dev.nin.train.replica.Replica;
import dev.nin.train.replica.SingleReplica;
import dev.nin.train.step.TrainingGraph;
import dev.nin.zoo.Zoo;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** A separate process that takes a model's steps, alone or as one task of several, and prints their speed. */
final class ScaleWorker {
    private static final int WARM_UP = 2;
    private static final int SUMS = 10;

    private ScaleWorker() {}

    /** Takes the cluster, the task, the threads, the image size, the whole batch, the number of steps and the model. */
    public static void main(String... arguments) {
        int size = Integer.parseInt(arguments[3]);
        int batch = Integer.parseInt(arguments[4]);
        int steps = Integer.parseInt(arguments[5]);
        FeatureMap image = Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(size, size);
        ModelSpec spec = arguments[6].equals("vgg11") ? Zoo.vgg11(image, 10) : Zoo.nin(image, 10);
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), Integer.parseInt(arguments[2]), false);
        ClusterPlan plan =
                ClusterPlan.parse(arguments[0], Integer.parseInt(arguments[1]), false, Duration.ofMinutes(1));
        if (plan.addresses().size() == 1) {
            measure(runtime, new SingleReplica(), spec, batch, steps);
            return;
        }
        try (Cluster cluster = Cluster.join(
                plan,
                Map.of(),
                runtime.sessionConfig(),
                lost -> Runtime.getRuntime().halt(1))) {
            measure(runtime, cluster.replica(), spec, batch, steps);
        }
    }

    private static void measure(TensorFlowRuntime runtime, Replica replica, ModelSpec spec, int batch, int steps) {
        Dataset images = DataSource.load("sample").train();
        TrainingConfig config = TrainingConfig.builder()
                .batch(batch)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
        try (TrainingGraph graph = new TrainingGraph(
                spec,
                Goals.of(spec, Task.classification(images.classes())),
                config,
                runtime.sessionConfig(),
                replica)) {
            graph.start();
            int taken = 0;
            long start = System.nanoTime();
            for (int epoch = 1; taken < steps + WARM_UP; epoch++) {
                int[] order = Shuffle.order(images.size(), 1, epoch);
                order = Arrays.copyOf(order, order.length / batch * batch);
                try (BatchQueue queue =
                        new BatchQueue(images, Draw.NONE, order, batch, each -> BatchSlice.of(each, replica, false))) {
                    for (; queue.hasNext() && taken < steps + WARM_UP; taken++) {
                        start = taken == WARM_UP ? System.nanoTime() : start;
                        try (Batch next = queue.next()) {
                            graph.step(next, 0.01f, taken, false);
                        }
                    }
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            // The weights and their momenta: twice as many values as a step's gradients.
            long summing = System.nanoTime();
            for (int i = 0; i < SUMS; i++) {
                graph.start();
            }
            double sum = (System.nanoTime() - summing) / 1e9 / SUMS / 2;
            System.out.println(String.format(Locale.ROOT, "images/s %.2f", (double) batch * steps / seconds));
            System.out.println(String.format(Locale.ROOT, "step ms %.2f", 1000 * seconds / steps));
            System.out.println(String.format(Locale.ROOT, "all-reduce ms %.2f", replica.count() == 1 ? 0 : 1000 * sum));
        }
    }
}
