// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import dev.nin.weights.Weights;
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Session;

/**
 * Compares {@link Predictor} on exported models with PyTorch and with ONNX Runtime, in turn, and prints the rows of a
 * table. Ours is given bytes, which it normalizes; the others get the normalized numbers. Run with {@code mvn
 * -Pbenchmark -pl nin-train -am test -Dtest=InferenceBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpeers.torch.python=PYTHON}, a Python with torch, torchvision, timm, onnx and onnxruntime.
 */
@Tag("benchmark")
class InferenceBenchmark {
    private static final String TORCH = System.getProperty("peers.torch.python", "");
    private static final double SECONDS = 0.7;

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "nin, 68",
        "nin, 224",
        "efficientnet-lite0, 224",
        "resnet18, 224",
        "mobilenet-v2, 224",
    })
    void besidePyTorchAndOnnxRuntime(String network, int size) throws IOException {
        assumeTrue(!TORCH.isEmpty(), "-Dpeers.torch.python names no Python");
        ModelSpec spec = network.equals("nin")
                ? Zoo.nin(Nin.image(size, size, 1).normalize(0.286f, 0.353f), 10)
                : Network.named(network).classifier(Nin.image(size, size, 3).normalize(0.45f, 0.225f), 1000);
        List<String> labels =
                IntStream.range(0, spec.classes()).mapToObj(Integer::toString).toList();
        Checkpoint checkpoint = new Checkpoint(spec, drawn(spec), Weights.empty(), labels, 0);
        SavedModelExporter.export(checkpoint, folder, ExportOptions.builder().build());
        try (Predictor predictor = Predictor.open(folder, runtime.sessionConfig())) {
            for (int batch : new int[] {1, 16, 64}) {
                byte[] pixels = new byte[batch * size * size * spec.input().channels()];
                new SplittableRandom(1).nextBytes(pixels);
                try (StepPeer peer = StepPeer.inference(TORCH, network, batch, size)) {
                    row(network + ", " + size + " px", batch, predictor, pixels, peer);
                }
            }
        }
    }

    private static void row(String name, int batch, Predictor predictor, byte[] pixels, StepPeer peer)
            throws IOException {
        Comparison.Work work = batches -> {
            for (int i = 0; i < batches; i++) {
                assertThat(predictor.predict(pixels)).hasSize(batch);
            }
        };
        work.run(3);
        long start = System.nanoTime();
        work.run(3);
        int batches = (int) Math.max(2, SECONDS / ((System.nanoTime() - start) / 3e9));
        Comparison comparison = Comparison.of("infer", work, List.of(peer), batches);
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "| %s | %d | %s |", name, batch, millis(comparison.here(), batches)));
        for (String mode : peer.modes()) {
            double[] ratios = comparison.ratios(mode);
            row.append(String.format(
                    Locale.ROOT,
                    " %s | %.2f (%.2f to %.2f) |",
                    millis(comparison.there(mode), batches),
                    Comparison.median(ratios),
                    ratios[0],
                    ratios[ratios.length - 1]));
        }
        System.out.println(row);
    }

    private static String millis(double seconds, int batches) {
        return String.format(Locale.ROOT, "%.1f", 1000 * seconds / batches);
    }

    private static Weights drawn(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }
}
