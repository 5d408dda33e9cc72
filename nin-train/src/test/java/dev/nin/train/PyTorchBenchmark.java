// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.weights.Weights;
import dev.nin.zoo.ImageNet;
import dev.nin.zoo.Network;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.Session;

/**
 * Compares training steps and inference of published networks with PyTorch's, in turn. Run with {@code mvn -Pbenchmark
 * -pl nin-train -am test -Dtest=PyTorchBenchmark -Dsurefire.failIfNoSpecifiedTests=false -Dpeers.torch.python=PYTHON},
 * where PYTHON has torch and torchvision; it prints ratios and asserts no limit.
 */
@Tag("benchmark")
class PyTorchBenchmark {
    private static final int ROUNDS = 5;
    private static final int BATCH = 32;
    private static final int SIZE = 224;
    private static final int STEPS = 2;
    private static final List<String> MODES = List.of("eager", "channels_last", "compiled");

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    /** PyTorch in a separate process, which measures on request. */
    private record Peer(Process process, BufferedWriter in, BufferedReader out) implements AutoCloseable {
        static Peer start(Network network) throws IOException {
            Process process = new ProcessBuilder(
                            System.getProperty("peers.torch.python", ""),
                            Path.of("src/test/python/torch_steps.py")
                                    .toAbsolutePath()
                                    .toString(),
                            network.title(),
                            Integer.toString(BATCH),
                            Integer.toString(SIZE),
                            Integer.toString(Runtime.getRuntime().availableProcessors()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Peer peer = new Peer(
                    process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
            assertThat(peer.out.readLine()).isEqualTo("ready");
            return peer;
        }

        double seconds(String what, String how) throws IOException {
            in.write(what + " " + how + " " + STEPS + "\n");
            in.flush();
            return Double.parseDouble(String.valueOf(out.readLine()));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** Runs a number of batches. */
    private interface Work {
        void run(int batches);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESNET18", "MOBILENET_V2"})
    void besidePyTorch(Network network) throws IOException {
        assumeTrue(System.getProperty("peers.torch.python") != null, "-Dpeers.torch.python=PYTHON names no Python");
        ModelSpec spec =
                network.classifier(Nin.image(SIZE, SIZE, 3), ImageNet.labels().size());
        Dataset images = noise();
        int[] order = IntStream.range(0, BATCH).toArray();
        TrainingConfig config = TrainingConfig.builder()
                .batch(BATCH)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(LearningRate.constant(1e-4))
                .weightDecay(5e-4)
                .build();
        try (Peer peer = Peer.start(network);
                Batch batch = BatchQueue.read(images, order, 0, BATCH)) {
            try (TrainingGraph training = new TrainingGraph(
                    spec, Goals.of(spec, Task.classification(ImageNet.labels())), config, runtime.sessionConfig())) {
                compare(network, "train", peer, batches -> {
                    for (int i = 0; i < batches; i++) {
                        training.step(batch, 1e-4f, i, false);
                    }
                });
            }
            try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                    Session session = new Session(model.graph(), runtime.sessionConfig())) {
                Variables.write(session, model.variables(), drawn(spec));
                compare(network, "infer", peer, batches -> {
                    for (int i = 0; i < batches; i++) {
                        try (Result answer = session.runner()
                                .feed(model.input(), batch.images())
                                .fetch(model.logits())
                                .run()) {
                            assertThat(answer.get(0).shape().get(0)).isEqualTo(BATCH);
                        }
                    }
                });
            }
        }
    }

    private static void compare(Network network, String what, Peer peer, Work ours) throws IOException {
        ours.run(1);
        double[] times = new double[ROUNDS];
        double[][] theirs = new double[MODES.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            ours.run(STEPS);
            times[round] = (System.nanoTime() - start) / 1e9;
            for (int mode = 0; mode < MODES.size(); mode++) {
                theirs[mode][round] = peer.seconds(what, MODES.get(mode));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %d px, batch %d: %.1f images/s here (median of %d rounds)%n",
                network.title(),
                what,
                SIZE,
                BATCH,
                BATCH * STEPS / median(times),
                ROUNDS);
        for (int mode = 0; mode < MODES.size(); mode++) {
            double[] each = theirs[mode];
            double[] ratios = IntStream.range(0, ROUNDS)
                    .mapToDouble(round -> each[round] / times[round])
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "  PyTorch %s: %.1f images/s; here %.2f times as fast (%.2f to %.2f)%n",
                    MODES.get(mode),
                    BATCH * STEPS / median(each),
                    median(ratios),
                    ratios[0],
                    ratios[ROUNDS - 1]);
        }
    }

    private static Weights drawn(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }

    private static Dataset noise() {
        byte[] pixels = new byte[BATCH * SIZE * SIZE * 3];
        new SplittableRandom(1).nextBytes(pixels);
        return TargetImages.of(new ImageShape(SIZE, SIZE, 3), pixels)
                .with(
                        Target.ofClass(ImageNet.labels()),
                        IntStream.range(0, BATCH).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
