// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.Shuffle;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.model.TorchSummary;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.zoo.Zoo;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * How close NiN's training step gets to the processor's limit: its arithmetic per second against that of a matrix
 * product (sgemm) in turn on the same cores; and the share of an epoch spent waiting for batches. Run with {@code mvn
 * -Pbenchmark -pl nin-train -am test -Dtest=ComputeBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints
 * figures and asserts no limit.
 */
@Tag("benchmark")
class ComputeBenchmark {
    private static final int ROUNDS = 5;
    private static final int SIDE = 2048;
    private static final int PRODUCTS = 8;

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    @ParameterizedTest
    @CsvSource({"68, 32, 20", "96, 128, 6", "224, 128, 2"})
    void stepAgainstSgemm(int imageSize, int batchSize, int steps) {
        Dataset images = DataSource.load("sample").train();
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(imageSize, imageSize), 10);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batchSize)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
        double[] shares = new double[ROUNDS];
        double[] waits = new double[ROUNDS];
        double[] reached = new double[ROUNDS];
        try (TrainingGraph training = new TrainingGraph(
                        spec, Goals.of(spec, Task.classification(images.classes())), config, runtime.sessionConfig());
                Product product = new Product(runtime)) {
            measure(training, images, batchSize, 2);
            product.gigaflops();
            for (int round = 0; round < ROUNDS; round++) {
                double limit = product.gigaflops();
                double[] seconds = measure(training, images, batchSize, steps);
                limit = (limit + product.gigaflops()) / 2;
                reached[round] = arithmetic(spec) * batchSize * steps / seconds[0] / 1e9;
                shares[round] = reached[round] / limit;
                waits[round] = seconds[1] / (seconds[0] + seconds[1]);
            }
        }
        for (double[] each : new double[][] {shares, waits, reached}) {
            Arrays.sort(each);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%d px, batch %d: %.0f GFLOP/s, of sgemm's median %.3f (%.3f to %.3f over %d rounds); waiting for "
                        + "batches %.4f of the time (at most %.4f)",
                imageSize,
                batchSize,
                reached[ROUNDS / 2],
                shares[ROUNDS / 2],
                shares[0],
                shares[ROUNDS - 1],
                ROUNDS,
                waits[ROUNDS / 2],
                waits[ROUNDS - 1]));
    }

    /**
     * Returns floating-point operations per image: the forward pass, and gradients by weights and, except in the first
     * layer, by inputs.
     */
    private static double arithmetic(ModelSpec spec) {
        TorchSummary summary = TorchSummary.of(spec);
        long first = summary.rows().get(0).multiplyAdds();
        return 2.0 * (3 * summary.multiplyAdds() - first);
    }

    /** Returns the seconds that the steps take, and the seconds that they wait for their batches. */
    private static double[] measure(TrainingGraph training, Dataset images, int batchSize, int steps) {
        double[] seconds = new double[2];
        int[] order = Arrays.copyOf(Shuffle.order(images.size(), 1, 1), batchSize * steps);
        try (BatchQueue queue = new BatchQueue(images, order, batchSize)) {
            for (long step = 0; step < steps; step++) {
                long start = System.nanoTime();
                try (Batch batch = queue.next()) {
                    long fed = System.nanoTime();
                    training.step(batch, 0.01f, step, false);
                    seconds[0] += (System.nanoTime() - fed) / 1e9;
                    seconds[1] += (fed - start) / 1e9;
                }
            }
        }
        return seconds;
    }

    /** A repeated product of two square matrices. */
    private static final class Product implements AutoCloseable {
        private final Graph graph = new Graph();
        private final Session session;
        private final Operand<TFloat32> product;

        Product(TensorFlowRuntime runtime) {
            Ops tf = Ops.create(graph);
            product = tf.linalg.matMul(matrix(tf), matrix(tf));
            session = new Session(graph, runtime.sessionConfig());
        }

        /** A variable, since a product of constants would be computed once. */
        private static Variable<TFloat32> matrix(Ops tf) {
            Variable<TFloat32> matrix = tf.variable(org.tensorflow.ndarray.Shape.of(SIDE, SIDE), TFloat32.class);
            Ops initialization = tf.withInitScope();
            initialization.assign(
                    matrix,
                    initialization.random.statelessRandomUniform(
                            initialization.constant(new int[] {SIDE, SIDE}),
                            initialization.constant(new long[] {1, 2}),
                            TFloat32.class));
            return matrix;
        }

        double gigaflops() {
            double best = 0;
            for (int i = 0; i < PRODUCTS; i++) {
                long start = System.nanoTime();
                session.runner().addTarget(product.op()).run().close();
                best = Math.max(best, 2.0 * SIDE * SIDE * SIDE / (System.nanoTime() - start));
            }
            return best;
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }
}
