// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Acceleration;
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
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.Session;

/**
 * Compares training steps and inference with the modes of PyTorch and with Keras on TensorFlow, in turn. Run with
 * {@code mvn -Pbenchmark -pl nin-train -am test -Dtest=PeerBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpeers.torch.python=PYTHON -Dpeers.tf.python=PYTHON}, where the first Python has torch and torchvision, the second
 * TensorFlow and Keras; {@code -Dpeers.precision=bfloat16} compares in 16 bits, {@code -Dpeers.networks=nin} only some
 * networks. It prints ratios and asserts no limit.
 */
@Tag("benchmark")
class PeerBenchmark {
    private static final String NETWORKS = System.getProperty("peers.networks", "nin,unet,resnet18,mobilenet-v2");
    private static final String PRECISION = System.getProperty("peers.precision", "float32");
    private static final String TORCH = System.getProperty("peers.torch.python", "");
    private static final String KERAS = System.getProperty("peers.tf.python", "");

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(
            Device.parse("cpu"),
            0,
            false,
            PRECISION.equals("bfloat16") ? Set.of(Acceleration.MIXED_PRECISION) : Set.of());

    @Test
    void memoryOfTheStep() throws IOException {
        assumeTrue(!TORCH.isEmpty(), "-Dpeers.torch.python names no Python");
        System.out.printf(
                "nin, 224 px, batch 128, most memory of a process that trains: %,d MB here%n",
                StepWorker.run(224, 128, 3, Map.of(), Set.of()).peakMegabytes());
        for (String mode : StepPeer.MODES) {
            try (StepPeer peer = StepPeer.pyTorch(TORCH, "nin", 128, 224, PRECISION)) {
                peer.seconds("train", mode, 3);
                System.out.printf("  PyTorch %s: %,d MB%n", mode, peer.memory() >> 20);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nin, 68, 32, 20",
        "nin, 96, 128, 5",
        "nin, 224, 128, 1",
        "unet, 256, 4, 4",
        "resnet18, 224, 32, 2",
        "mobilenet-v2, 224, 32, 2"
    })
    void besidePeers(String network, int size, int batchSize, int steps) throws IOException {
        assumeTrue(!TORCH.isEmpty() || !KERAS.isEmpty(), "-Dpeers.torch.python and -Dpeers.tf.python name no Python");
        assumeTrue(List.of(NETWORKS.split(",")).contains(network), "not in -Dpeers.networks");
        ModelSpec spec = spec(network, size);
        Task task = task(network, spec);
        List<StepPeer> peers = peers(network, batchSize, size);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batchSize)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(LearningRate.constant(1e-4))
                .weightDecay(5e-4)
                .build();
        int[] order = IntStream.range(0, batchSize).toArray();
        String name = network + ", " + size + " px, batch " + batchSize + ", " + PRECISION;
        try (Batch batch = BatchQueue.read(noise(spec, task, batchSize), order, 0, batchSize)) {
            try (TrainingGraph training =
                    new TrainingGraph(spec, Goals.of(spec, task), config, runtime.sessionConfig())) {
                compare(name, "train", peers, batchSize, steps, batches -> {
                    for (int i = 0; i < batches; i++) {
                        training.step(batch, 1e-4f, i, false);
                    }
                });
            }
            try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                    Session session = new Session(model.graph(), runtime.sessionConfig())) {
                Variables.write(session, model.variables(), drawn(spec));
                compare(name, "infer", peers, batchSize, steps, batches -> infer(model, session, batch, batches));
            }
        } finally {
            peers.forEach(StepPeer::close);
        }
    }

    private static ModelSpec spec(String network, int size) {
        FeatureMap gray = Nin.image(size, size, 1);
        return switch (network) {
            case "nin" -> Zoo.nin(gray, 10);
            case "unet" -> Zoo.unet(gray, 2, 16, 4);
            default -> Network.named(network).classifier(Nin.image(size, size, 3), 1000);
        };
    }

    private static Task task(String network, ModelSpec spec) {
        int classes = classes(spec);
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return network.equals("unet") ? Task.segmentation(names) : Task.classification(names);
    }

    private static List<StepPeer> peers(String network, int batch, int size) throws IOException {
        List<StepPeer> peers = new ArrayList<>();
        if (!TORCH.isEmpty()) {
            peers.add(StepPeer.pyTorch(TORCH, network, batch, size, PRECISION));
        }
        if (!KERAS.isEmpty() && List.of("nin", "unet").contains(network)) {
            peers.add(StepPeer.keras(KERAS, network, batch, size, PRECISION));
        }
        return peers;
    }

    private static void infer(CompiledModel model, Session session, Batch batch, int batches) {
        for (int i = 0; i < batches; i++) {
            try (Result answer = session.runner()
                    .feed(model.input(), batch.images())
                    .fetch(model.logits())
                    .run()) {
                assertThat(answer.get(0).shape().get(0))
                        .isEqualTo(batch.images().shape().get(0));
            }
        }
    }

    private static void compare(
            String name, String what, List<StepPeer> peers, int batch, int steps, Comparison.Work ours)
            throws IOException {
        int batches = what.equals("infer") ? 3 * steps : steps;
        Comparison.of(what, ours, peers, batches).print(name + ", " + what, batch * batches);
    }

    private static Weights drawn(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }

    private static Dataset noise(ModelSpec spec, Task task, int count) {
        ImageShape shape = new ImageShape(
                spec.input().height(), spec.input().width(), spec.input().channels());
        byte[] pixels = new byte[count * shape.bytes()];
        new SplittableRandom(1).nextBytes(pixels);
        int classes = classes(spec);
        TargetImages images = TargetImages.of(shape, pixels);
        Target target = task.target(spec, spec.outputs().get(0));
        if (target.kind() == Target.Kind.CLASS) {
            return images.with(
                    target, IntStream.range(0, count).map(i -> i % classes).toArray());
        }
        byte[] masks = new byte[count * target.size()];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = (byte) (i % classes);
        }
        return images.with(target, masks);
    }

    private static int classes(ModelSpec spec) {
        return spec.shape(spec.outputs().get(0)).channels();
    }
}
