// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.messages.TensorProtos;
import dev.nin.model.ModelSpec;
import dev.nin.onnx.OnnxRun;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.task.Reconstruction;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests exported ONNX files in ONNX Runtime: inputs, outputs, predictions and metadata. */
class OnnxExporterTest {
    private static final int IMAGES = 3;
    private static final int SIZE = TestModels.SIZE;
    private static final byte[] PIXELS = TestModels.pixels(IMAGES, SIZE, SIZE, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classification|logits FLOAT [-1, 3], probabilities FLOAT [-1, 3], class_ids INT64 [-1]",
                "multi-label|probabilities FLOAT [-1, 3], dense_1 FLOAT [-1, 3]",
                "regression|values FLOAT [-1, 2], dense_1 FLOAT [-1, 2]",
                "segmentation|mask UINT8 [-1, 4, 4], probabilities FLOAT [-1, 4, 4, 3], conv2d_1 FLOAT [-1, 4, 4, 3]",
                "reconstruction|image UINT8 [-1, 4, 4, 1], sigmoid_1 FLOAT [-1, 4, 4, 1]",
                "two|kind_probabilities FLOAT [-1, 3], kind_class_ids INT64 [-1], angle_values FLOAT [-1, 1], "
                        + "kind FLOAT [-1, 3], angle FLOAT [-1, 1]"
            })
    void theOutputsAreThoseOfTheTasks(String task, String outputs) throws OrtException {
        try (OnnxRun run = OnnxRun.of(export(TestTasks.of(task, 1)))) {
            List<String> found = new ArrayList<>();
            for (NodeInfo output : run.session().getOutputInfo().values()) {
                found.add(output.getName() + " " + described((TensorInfo) output.getInfo()));
            }
            assertThat(String.join(", ", found)).isEqualTo(outputs);
            TensorInfo images = (TensorInfo)
                    run.session().getInputInfo().values().iterator().next().getInfo();
            assertThat(described(images)).isEqualTo("UINT8 [-1, 4, 4, 1]");
            assertThat(images.getDimensionNames()[0]).isEqualTo("N");
        }
    }

    private static String described(TensorInfo info) {
        return info.type + " " + Arrays.toString(info.getShape());
    }

    @ParameterizedTest
    @MethodSource
    void predictionsAreThoseOfTensorFlow(Checkpoint checkpoint) throws OrtException {
        Map<String, float[]> expected = TestTasks.answers(checkpoint, PIXELS, IMAGES);

        Map<String, float[]> found = run(export(checkpoint));

        assertThat(found).containsKeys(expected.keySet().toArray(String[]::new));
        expected.forEach((name, values) -> assertThat(found.get(name)).as(name).containsExactly(values, within(1e-5f)));
    }

    static Stream<Checkpoint> predictionsAreThoseOfTensorFlow() {
        FeatureMap image = TestModels.image();
        Checkpoint classifier = TestTasks.of("classification", 2);
        return Stream.concat(
                TestTasks.all().stream(),
                Stream.of(
                        classifier.withGoals(classifier
                                .goals()
                                .map(task -> Task.classification(List.of("a", "b", "c"))
                                        .calibrated(2.5f))),
                        TestTasks.one(
                                "ignoring",
                                image.conv2d(3, 1),
                                Task.segmentation(List.of("sky", "sea", "land")).ignoring("sea"),
                                3),
                        TestTasks.one(
                                "logits",
                                image.conv2d(1, 1),
                                Task.reconstruction().by(Reconstruction.Loss.BINARY_CROSS_ENTROPY),
                                4)));
    }

    @ParameterizedTest
    @MethodSource
    void anAugmentedModelAveragesItsOutputs(Checkpoint checkpoint, String output) throws OrtException {
        ExportOptions flip = ExportOptions.builder()
                .testTimeAugmentation(TestTimeAugmentation.FLIP)
                .build();

        Map<String, float[]> plain = run(export(checkpoint));
        Map<String, float[]> augmented = run(export(checkpoint, flip));

        assertThat(augmented.get(output)).isNotEqualTo(plain.get(output));
        assertThat(augmented.get(output)).containsExactly(mirrored(checkpoint), within(1e-5f));
    }

    static Stream<Arguments> anAugmentedModelAveragesItsOutputs() {
        FeatureMap map = TestModels.image().conv2d(2, 3, 1, 1);
        return Stream.of(
                arguments(TestTasks.of("classification", 5), "logits"),
                arguments(TestTasks.one("masks", map, Task.segmentation(List.of("sky", "sea")), 5), "conv2d_1"));
    }

    private static float[] mirrored(Checkpoint checkpoint) {
        try (CompiledModel model = GraphCompiler.compile(
                        checkpoint.spec(), Mode.frozen(checkpoint.weights()), TestTimeAugmentation.FLIP);
                Session session = new Session(model.graph());
                TUint8 images = TUint8.tensorOf(Shape.of(IMAGES, SIZE, SIZE, 1), DataBuffers.of(PIXELS, true, false));
                Result result = session.runner()
                        .feed(model.input(), images)
                        .fetch(model.logits())
                        .run()) {
            return TensorProtos.floats((TFloat32) result.get(0));
        }
    }

    @Test
    void severalInputsHaveTheNamesOfTheirNodes() throws OrtException {
        FeatureMap left = Nin.image(SIZE, SIZE, 1).named("left");
        FeatureMap right = Nin.image(SIZE, SIZE, 1).named("right");
        ModelSpec spec = Nin.concat(left, right).flatten().dense(2).build("pair");

        try (OnnxRun run = OnnxRun.of(export(TestModels.checkpoint(spec, 1)))) {
            assertThat(run.session().getInputNames()).containsExactly("left", "right");
        }
    }

    @Test
    void theMetadataAndTheManifestDescribeTheModel() throws OrtException {
        Checkpoint checkpoint = TestModels.checkpoint();
        ExportOptions options = ExportOptions.builder()
                .labels(List.of("T-shirt", "Größe", "\"c\""))
                .build();

        Path file = export(checkpoint, options);

        try (OnnxRun run = OnnxRun.of(file)) {
            assertThat(run.session().getMetadata().getProducerName()).isEqualTo("nin");
            assertThat(run.session().getMetadata().getCustomMetadata())
                    .containsEntry("model", "tiny")
                    .containsEntry("task", "classification")
                    .containsEntry("classes", "[\"T-shirt\",\"Größe\",\"\\\"c\\\"\"]")
                    .containsEntry("temperature", "1.0")
                    .containsEntry("test_time_augmentation", "none")
                    .containsKeys("nin_version", "tasks");
        }
        ModelManifest manifest = ModelManifest.read(folder.resolve("m/1")).orElseThrow();
        assertThat(manifest.labels()).containsExactly("T-shirt", "Größe", "\"c\"");
        assertThat(manifest.json().path("files").has("model.onnx")).isTrue();
        assertThat(manifest.json().path("versions").has("tensorflow")).isFalse();
    }

    @Test
    void eachExportIsTheNextVersion() {
        Path base = folder.resolve("models");
        OnnxExporter.export(TestModels.checkpoint(), base);
        Path second = OnnxExporter.export(TestModels.checkpoint(), base);

        assertThat(second).isEqualTo(base.resolve("2"));
        assertThat(second.resolve("model.onnx")).isRegularFile();
    }

    @Test
    void aFolderHasVersionsOfOneFormat() {
        Path onnx = folder.resolve("onnx");
        Path saved = folder.resolve("saved");
        OnnxExporter.export(TestModels.checkpoint(), onnx);
        SavedModelExporter.export(TestModels.checkpoint(), saved);

        requireRefused(
                () -> OnnxExporter.export(TestModels.checkpoint(), saved),
                saved.resolve("1") + " is a SavedModel, expected an ONNX model in each version of a folder; "
                        + "name another folder");
        requireRefused(
                () -> SavedModelExporter.export(TestModels.checkpoint(), onnx),
                onnx.resolve("1") + " is an ONNX model, expected a SavedModel in each version of a folder; "
                        + "name another folder");
        requireRefused(
                () -> OnnxExporter.export(TestModels.checkpoint(), onnx.resolve("1")),
                onnx.resolve("1") + " is a version's folder; name the model's folder above it");
    }

    @Test
    void optionsOfSavedModelsAreRefused() {
        Map<String, Function<ExportOptions.Builder, ExportOptions.Builder>> options = Map.of(
                "variables", builder -> builder.variables(true),
                "signatures", builder -> builder.signatures(List.of(ServingSignature.logits())),
                "gradCam", builder -> builder.gradCam(true),
                "warmUp", builder -> builder.warmUp(List.of(1)),
                "batching", builder -> builder.batching(true));
        options.forEach((name, set) -> requireRefused(
                () -> export(
                        TestModels.checkpoint(),
                        set.apply(ExportOptions.builder()).build()),
                name + " is set for an ONNX file, expected only for a SavedModel; remove it"));
    }

    @Test
    void aTaskOfTheApplicationHasOnlyItsOutput() throws OrtException {
        Task own = Task.custom(Target.ofValues(List.of("x")), (tf, output, target) -> output);
        ModelSpec spec = TestModels.image().flatten().dense(1).build("own");
        Checkpoint checkpoint = TestModels.checkpoint(spec, 1).withGoals(Goals.of(spec, own));

        assertThat(run(export(checkpoint))).containsOnlyKeys("dense_1");
    }

    @Test
    void numbersOfEightBitsPredictAlike() throws OrtException, IOException {
        ModelSpec spec = TestModels.image()
                .conv2d(64, 3, 1, 1)
                .relu()
                .conv2d(64, 3, 1, 1)
                .flatten()
                .dense(3)
                .build("wide");
        Checkpoint checkpoint = TestModels.checkpoint(spec, 3);
        byte[] pixels = TestModels.pixels(40, SIZE, SIZE, 1);
        List<byte[]> sample = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sample.add(Arrays.copyOfRange(pixels, i * SIZE * SIZE, (i + 1) * SIZE * SIZE));
        }
        Path floats = export(checkpoint);
        Path bytes = export(checkpoint, ExportOptions.builder().int8(sample).build());

        assertThat(run(bytes).get("probabilities")).containsExactly(run(floats).get("probabilities"), within(0.02f));
        assertThat(Files.size(bytes)).isLessThan(Files.size(floats) * 3 / 10);
        assertThat(ModelManifest.read(bytes.resolveSibling("")).orElseThrow().quantizedBy())
                .hasValue(40);
        assertThat(ModelManifest.read(floats.resolveSibling("")).orElseThrow().quantizedBy())
                .isEmpty();
    }

    @Test
    void whatCannotBeQuantizedIsRefused() {
        Checkpoint checkpoint = TestModels.checkpoint();
        Checkpoint broken =
                new Checkpoint(checkpoint.spec(), notFinite(checkpoint), Weights.empty(), checkpoint.labels(), 0);
        byte[] image = new byte[SIZE * SIZE];

        requireRefused(
                () -> export(checkpoint, int8(List.of())),
                "int8 has no images, expected at least one to calibrate with; add some");
        requireRefused(
                () -> export(checkpoint, int8(List.of(image, new byte[3]))),
                "int8 has an image of 3 bytes, expected 16 as the model's input; resize it");
        requireRefused(
                () -> export(broken, int8(List.of(image))),
                "layer \"conv2d_1\" of model \"tiny\" has values that are not finite, expected finite ones to quantize"
                        + " it; use another checkpoint");
        ModelSpec floats = Nin.floatImage(SIZE, SIZE, 1).flatten().dense(3).build("floats");
        requireRefused(
                () -> export(TestModels.checkpoint(floats, 1), int8(List.of(image))),
                "int8 is set for the model \"floats\", which reads float32, expected a model that reads uint8; remove it");
        requireRefused(
                () -> SavedModelExporter.export(checkpoint, folder.resolve("m"), int8(List.of(image))),
                "int8 is set for a SavedModel, expected only for an ONNX file; remove it");
        assertThat(folder.resolve("m")).doesNotExist();
    }

    private static Weights notFinite(Checkpoint checkpoint) {
        Weights.Builder weights = Weights.builder();
        for (String name : checkpoint.weights().names()) {
            float[] values = new float[checkpoint.weights().values(name).remaining()];
            Arrays.fill(values, Float.POSITIVE_INFINITY);
            weights.put(name, checkpoint.weights().dimensions(name), values);
        }
        return weights.build();
    }

    private static ExportOptions int8(List<byte[]> images) {
        return ExportOptions.builder().int8(images).build();
    }

    @Test
    void nothingIsLeftOfARefusedExport() {
        Path base = folder.resolve("models");

        assertThatThrownBy(() -> OnnxExporter.export(TestModels.checkpoint(), base.resolve("3")))
                .isInstanceOf(UserInputException.class);

        assertThat(Files.exists(base)).isFalse();
    }

    private Path export(Checkpoint checkpoint) {
        return export(checkpoint, ExportOptions.defaults());
    }

    private Path export(Checkpoint checkpoint, ExportOptions options) {
        return OnnxExporter.export(checkpoint, folder.resolve("m"), options, line -> {})
                .resolve("model.onnx");
    }

    private static Map<String, float[]> run(Path file) throws OrtException {
        try (OnnxRun run = OnnxRun.of(file);
                OrtSession.Result result = run.run("images", PIXELS, IMAGES, SIZE, SIZE, 1)) {
            Map<String, float[]> outputs = new HashMap<>();
            result.forEach(each -> outputs.put(each.getKey(), numbers((OnnxTensor) each.getValue())));
            return outputs;
        }
    }

    private static float[] numbers(OnnxTensor tensor) {
        List<Number> numbers = new ArrayList<>();
        switch (tensor.getInfo().type) {
            case FLOAT -> {
                FloatBuffer floats = tensor.getFloatBuffer();
                while (floats.hasRemaining()) {
                    numbers.add(floats.get());
                }
            }
            case INT64 -> {
                LongBuffer longs = tensor.getLongBuffer();
                while (longs.hasRemaining()) {
                    numbers.add(longs.get());
                }
            }
            default -> {
                ByteBuffer bytes = tensor.getByteBuffer();
                while (bytes.hasRemaining()) {
                    numbers.add(Byte.toUnsignedInt(bytes.get()));
                }
            }
        }
        return Floats.toArray(numbers);
    }

    private static void requireRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(UserInputException.class).hasMessage(message);
    }
}
