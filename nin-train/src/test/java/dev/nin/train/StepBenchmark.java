// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.Dataset;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
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
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TInt32;

/**
 * The cost of the DSL and the compiler: time to build and compile NiN, the training step against the same step written
 * by hand; and a step of Muon against one of gradient descent. Run with {@code mvn -Pbenchmark -pl nin-train -am test};
 * it prints figures and asserts no time limit.
 */
@Tag("benchmark")
class StepBenchmark {
    private static final int ROUNDS = 9;
    private static final int STEPS = 12;

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    @Test
    void buildingAndCompiling() {
        double[] milliseconds = new double[30];
        for (int i = 0; i < milliseconds.length; i++) {
            long start = System.nanoTime();
            ModelSpec spec = Zoo.nin(224, 1, 10);
            try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
                assertThat(model.variables()).hasSize(24);
            }
        }
        print(
                "build and compile NiN for training: first %.1f ms, median %.1f ms",
                milliseconds[0], median(milliseconds));
    }

    @Test
    void stepAgainstHandWritten() {
        compare(68, 32);
        compare(224, 16);
    }

    @Test
    void stepOfMuonAgainstNesterov() {
        compareOptimizers(68, 32);
        compareOptimizers(68, 128);
        compareOptimizers(131, 64);
    }

    private void compare(int imageSize, int batchSize) {
        Dataset images = DataSource.load("sample").train();
        try (TrainingGraph ours = graph(images, imageSize, batchSize, new Optimizer.Momentum(0.9f, true));
                HandWrittenNin byHand = new HandWrittenNin(imageSize, runtime.sessionConfig());
                Batch batch = batch(images, batchSize)) {
            compare(
                    imageSize + " px, batch " + batchSize + ": step by this library / by hand",
                    step -> ours.step(batch, 0.01f, step, false),
                    step -> byHand.step(batch.images(), (TInt32) batch.targets().of(0), 0.01f, step));
        }
    }

    private void compareOptimizers(int imageSize, int batchSize) {
        Dataset images = DataSource.load("sample").train();
        try (TrainingGraph muon = graph(images, imageSize, batchSize, Optimizer.named("muon"));
                TrainingGraph nesterov = graph(images, imageSize, batchSize, Optimizer.named("nesterov"));
                Batch batch = batch(images, batchSize)) {
            compare(
                    imageSize + " px, batch " + batchSize + ": step of Muon / of Nesterov",
                    step -> muon.step(batch, 0.001f, step, false),
                    step -> nesterov.step(batch, 0.01f, step, false));
        }
    }

    private TrainingGraph graph(Dataset images, int imageSize, int batchSize, Optimizer optimizer) {
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(imageSize, imageSize), 10);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batchSize)
                .optimizer(optimizer)
                .learningRate(new LearningRate(0.03, Schedule.COSINE, 0.5))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
        return new TrainingGraph(
                spec, Goals.of(spec, Task.classification(images.classes())), config, runtime.sessionConfig());
    }

    private static Batch batch(Dataset images, int size) {
        return BatchQueue.read(images, IntStream.range(0, size).toArray(), 0, size);
    }

    private static void compare(String title, LongConsumer first, LongConsumer second) {
        round(first, second);
        double[] ratios = new double[ROUNDS];
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double[] times = round(first, second);
            ratios[i] = times[0] / times[1];
            seconds[i] = times[0] / STEPS;
        }
        Arrays.sort(ratios);
        print(
                "%s: median %.4f (%.4f to %.4f over %d rounds), %.1f ms",
                title, median(ratios), ratios[0], ratios[ROUNDS - 1], ROUNDS, 1000 * median(seconds));
    }

    /** Runs steps of both in turn, so that a busy machine slows both equally, and returns the sums of their seconds. */
    private static double[] round(LongConsumer first, LongConsumer second) {
        double[] seconds = new double[2];
        for (int step = 0; step < STEPS; step++) {
            boolean swapped = step % 2 == 1;
            long start = System.nanoTime();
            (swapped ? second : first).accept(step);
            long middle = System.nanoTime();
            (swapped ? first : second).accept(step);
            long end = System.nanoTime();
            seconds[swapped ? 1 : 0] += (middle - start) / 1e9;
            seconds[swapped ? 0 : 1] += (end - middle) / 1e9;
        }
        return seconds;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
