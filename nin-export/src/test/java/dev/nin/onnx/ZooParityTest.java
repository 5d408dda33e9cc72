// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.OnnxExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.messages.TensorProtos;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests exported networks in ONNX Runtime against TensorFlow, from the pixels of real images. */
class ZooParityTest {
    private static final int CLASSES = 10;
    private static final int BATCH = 16;
    private static final double TOLERANCE = 1e-4;
    private static final double INT8_TOLERANCE = 0.2;
    /** Image sizes at which the networks have few parameters. */
    private static final Map<String, Integer> SIZES = Map.of("lenet", 28, "alexnet", 72, "nin", 96, "nin-linear", 96);

    @TempDir
    private Path folder;

    @Test
    void aSmallNetworkComputesTheSameLogits() throws IOException, OrtException {
        SampleImages images = SampleImages.read();

        requireParity(Zoo.inceptionMini(normalized(images, 32), CLASSES), images, ExportOptions.defaults(), TOLERANCE);
    }

    @Test
    void aSmallNetworkInEightBitsComputesSimilarLogits() throws IOException, OrtException {
        SampleImages images = SampleImages.read();

        requireParity(Zoo.inceptionMini(normalized(images, 32), CLASSES), images, int8(images), INT8_TOLERANCE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource
    void everyNetworkComputesTheSameLogits(String network) throws IOException, OrtException {
        SampleImages images = SampleImages.read();

        requireParity(network(network, images), images, ExportOptions.defaults(), TOLERANCE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("everyNetworkComputesTheSameLogits")
    void everyNetworkInEightBitsComputesSimilarLogits(String network) throws IOException, OrtException {
        SampleImages images = SampleImages.read();

        requireParity(network(network, images), images, int8(images), INT8_TOLERANCE);
    }

    private static ExportOptions int8(SampleImages images) {
        List<byte[]> each = IntStream.range(0, SampleImages.COUNT)
                .mapToObj(image -> images.part(image, 1))
                .toList();
        return ExportOptions.builder().int8(each).build();
    }

    static Stream<String> everyNetworkComputesTheSameLogits() {
        return Stream.of(Zoo.names(), List.of("unet", "autoencoder"), Network.titles())
                .flatMap(names -> names.stream());
    }

    private static ModelSpec network(String name, SampleImages images) {
        FeatureMap image = normalized(images, SIZES.getOrDefault(name, 32));
        // Their outputs have the size of the stored image.
        if (name.equals("unet")) {
            return Zoo.unet(normalized(images, images.side()), 3, 32, 2);
        }
        if (name.equals("autoencoder")) {
            return Zoo.autoencoder(normalized(images, images.side()), 4);
        }
        if (Zoo.names().contains(name)) {
            return Zoo.model(name, image, CLASSES);
        }
        FeatureMap photo =
                Nin.image(images.side(), images.side(), images.channels()).resize(64, 64);
        Network network = Network.named(name);
        // The published head of VGG-16 alone has half a gigabyte.
        return network == Network.VGG16
                ? network.backbone(photo).globalAvgPool().dense(CLASSES).build(name)
                : network.classifier(photo, CLASSES);
    }

    private static FeatureMap normalized(SampleImages images, int side) {
        return Nin.image(images.side(), images.side(), images.channels())
                .resize(side, side)
                .normalize(0.4f, 0.3f);
    }

    private void requireParity(ModelSpec spec, SampleImages images, ExportOptions options, double tolerance)
            throws IOException, OrtException {
        Weights weights = RandomWeights.of(spec, 5);
        float[] expected = tensorFlow(spec, weights, images);
        Path version = OnnxExporter.export(
                new Checkpoint(spec, weights, Weights.empty(), goals(spec), 0, Map.of()),
                folder.resolve("onnx"),
                options,
                warning -> {});
        Path file = version.resolve("model.onnx");
        double deviation = deviation(expected, onnx(file, spec, images));
        if (Boolean.getBoolean("deviation.print")) {
            System.out.println(
                    String.format(Locale.ROOT, "%s: %.1e, %.1f MB", spec.name(), deviation, Files.size(file) / 1e6));
        }
        assertThat(deviation).as(spec.name()).isLessThan(tolerance);
    }

    private static float[] onnx(Path file, ModelSpec spec, SampleImages images) throws OrtException {
        try (OnnxRun run = OnnxRun.of(file)) {
            String output = run.session().getOutputNames().contains(ModelGraph.LOGITS)
                    ? ModelGraph.LOGITS
                    : spec.outputs().get(0);
            FloatBuffer values = FloatBuffer.allocate(SampleImages.COUNT * spec.classes());
            for (int from = 0; from < SampleImages.COUNT; from += BATCH) {
                try (OrtSession.Result result = run.run(
                        ModelGraph.IMAGES,
                        images.part(from, BATCH),
                        BATCH,
                        images.side(),
                        images.side(),
                        images.channels())) {
                    values.put(OnnxRun.floats(result, output));
                }
            }
            return values.array();
        }
    }

    private static Goals goals(ModelSpec spec) {
        Shape output = spec.shape(spec.outputs().get(0));
        List<String> names = IntStream.range(0, output.channels())
                .mapToObj(i -> "class " + i)
                .toList();
        if (spec.name().equals("autoencoder")) {
            return Goals.of(spec, Task.reconstruction());
        }
        return Goals.of(
                spec, output.isMap() && output.height() > 1 ? Task.segmentation(names) : Task.classification(names));
    }

    private static float[] tensorFlow(ModelSpec spec, Weights weights, SampleImages images) {
        org.tensorflow.ndarray.Shape shape =
                org.tensorflow.ndarray.Shape.of(BATCH, images.side(), images.side(), images.channels());
        FloatBuffer values = FloatBuffer.allocate(SampleImages.COUNT * spec.classes());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph())) {
            Variables.write(session, model.variables(), weights);
            for (int from = 0; from < SampleImages.COUNT; from += BATCH) {
                try (TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(images.part(from, BATCH), true, false));
                        Result result = session.runner()
                                .feed(model.input(), input)
                                .fetch(model.logits())
                                .run()) {
                    values.put(TensorProtos.floats((TFloat32) result.get(0)));
                }
            }
        }
        return values.array();
    }

    /** Returns the greatest difference of an image's outputs, as a part of its greatest output. */
    private static double deviation(float[] expected, float[] found) {
        assertThat(found).hasSameSizeAs(expected);
        float overall = greatest(expected, 0, expected.length);
        assertThat(overall).isPositive().isFinite();
        int size = expected.length / SampleImages.COUNT;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            // Of an image whose outputs are all close to 0, little can be said.
            float scale = Math.max(greatest(expected, i / size * size, size), overall / 100);
            worst = Math.max(worst, Math.abs(expected[i] - found[i]) / scale);
        }
        return worst;
    }

    private static float greatest(float[] values, int from, int size) {
        float greatest = 0;
        for (int i = from; i < from + size; i++) {
            greatest = Math.max(greatest, Math.abs(values[i]));
        }
        return greatest;
    }
}
