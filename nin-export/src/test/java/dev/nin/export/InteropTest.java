// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.images.ImagePixels;
import dev.nin.messages.TensorProtos;
import dev.nin.model.ModelSpec;
import dev.nin.model.Parameter;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * Tests exported models with other software: Python's TensorFlow, TensorFlow Serving's messages, ONNX and TFLite. The
 * models and Java's predictions are kept in {@code target/interop}, where the scripts of {@code src/test/python} read
 * them.
 */
@Tag("interop")
class InteropTest {
    private static final Path FOLDER = Path.of("target", "interop");
    private static final int IMAGES = 256;
    private static final int SIDE = 28;
    private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    private static final List<Integer> WARM_UP = List.of(1, 8);

    @BeforeAll
    static void writeModelsAndAnswers() throws IOException {
        if (Files.exists(FOLDER)) {
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Files.createDirectories(FOLDER.resolve("png"));
        byte[] pixels = images();
        Files.write(FOLDER.resolve("images.u8"), pixels);
        Checkpoint checkpoint = centred(TestModels.checkpoint(model(), 1), pixels);
        ObjectNode facts = new JsonMapper().createObjectNode();
        ArrayNode shape = facts.putArray("shape");
        List.of(IMAGES, SIDE, SIDE, 1).forEach(shape::add);
        LABELS.forEach(facts.putArray("labels")::add);
        WARM_UP.forEach(facts.putArray("warmup")::add);
        List<Parameter> parameters = List.copyOf(model().parameters().values());
        facts.put("variables", parameters.size());
        facts.put("trainable", parameters.stream().filter(Parameter::trainable).count());
        ObjectNode outputs = facts.putObject("outputs");
        for (String name : List.of("constants", "variables")) {
            Path version = SavedModelExporter.export(
                    checkpoint,
                    FOLDER.resolve(name),
                    ExportOptions.builder()
                            .variables(name.equals("variables"))
                            .warmUp(WARM_UP)
                            .batching(true)
                            .build());
            writeAnswers(version, name, pixels, outputs);
        }
        OnnxExporter.export(checkpoint, FOLDER.resolve("onnx"));
        Files.writeString(FOLDER.resolve("facts.json"), facts.toPrettyString());
    }

    @Test
    void pythonLoadsAndAnswersAlike() throws Exception {
        Python.run("check_saved_model.py", FOLDER, "saved model: good");
    }

    @Test
    void convertersGiveTheSameClasses() throws Exception {
        Python.run("check_converters.py", FOLDER, "converters: good");
    }

    @Test
    void pythonReadsOnnxFiles() throws Exception {
        Python.run("check_onnx.py", FOLDER, "onnx: good");
    }

    @Test
    void thePageOnServingIsRight() throws Exception {
        Python.run("check_page.py", FOLDER, "page: good");
    }

    @Test
    void answersPythonsModelsAlike() throws Exception {
        Python.run("make_foreign_model.py", FOLDER, "foreign model: written");
        ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve("foreign.probabilities")))
                .order(ByteOrder.LITTLE_ENDIAN);
        try (Predictor predictor = Predictor.open(FOLDER.resolve("foreign"))) {
            List<Prediction> answers = predictor.predict(Files.readAllBytes(FOLDER.resolve("images.u8")));
            assertThat(answers)
                    .extracting(Prediction::label)
                    .isEqualTo(Files.readAllLines(FOLDER.resolve("foreign.classes")));
            for (Prediction answer : answers) {
                for (float probability : answer.probabilities()) {
                    assertThat(probability).isCloseTo(expected.getFloat(), within(1e-5f));
                }
            }
        }
        assertThat(expected.hasRemaining()).isFalse();
    }

    private static ModelSpec model() {
        FeatureMap in = Nin.image(SIDE, SIDE, 1).normalize(0.286f, 0.353f).resize(40, 40);
        return Nin.nin(in, 16, 5, 2, 2)
                .maxPool(3, 2)
                .conv2d(32, 3)
                .batchNorm()
                .relu()
                .maxPool(3, 2)
                .dropout(0.5)
                .conv2d(LABELS.size(), 1)
                .globalAvgPool()
                .build("small");
    }

    /** Images of waves with all directions and wavelengths. */
    private static byte[] images() throws IOException {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE];
        Random random = new Random(11);
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            double across = random.nextDouble() * 2 - 1;
            double down = random.nextDouble() * 2 - 1;
            double phase = random.nextDouble() * 6;
            for (int at = 0; at < SIDE * SIDE; at++) {
                int value =
                        (int) (127.5 + 127 * Math.sin(phase + across * (at % SIDE) + down * Math.floorDiv(at, SIDE)));
                pixels[i * SIDE * SIDE + at] = (byte) value;
                image.getRaster().setSample(at % SIDE, at / SIDE, 0, value);
            }
            Files.write(FOLDER.resolve("png").resolve(String.format("%03d.png", i)), ImagePixels.encode(image, "png"));
        }
        return pixels;
    }

    /**
     * The same model with a bias that makes all classes about equally probable: untrained, it would predict one class
     * for all images.
     */
    private static Checkpoint centred(Checkpoint checkpoint, byte[] pixels) throws IOException {
        Path version = SavedModelExporter.export(checkpoint, FOLDER.resolve("untrained"));
        float[] logits;
        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance());
                TUint8 images = tensor(pixels);
                RunnableModel.Outputs result = model.run(
                        Objects.requireNonNull(model.signatures().get("logits")),
                        Map.of("images", images),
                        List.of("logits"))) {
            logits = TensorProtos.floats((TFloat32) result.get(0));
        }
        int classes = LABELS.size();
        float[] means = new float[classes];
        for (int i = 0; i < logits.length; i++) {
            means[i % classes] -= logits[i] / IMAGES;
        }
        String bias = checkpoint.weights().names().stream()
                .filter(name -> checkpoint.weights().dimensions(name).equals(List.of(classes)))
                .reduce((first, last) -> last)
                .orElseThrow();
        Weights weights = checkpoint
                .weights()
                .with(Weights.builder().put(bias, List.of(classes), means).build());
        return new Checkpoint(checkpoint.spec(), weights, Weights.empty(), LABELS, 7);
    }

    private static void writeAnswers(Path version, String name, byte[] pixels, ObjectNode outputs) throws IOException {
        Map<String, List<String>> asked = Map.of(
                "serving_default", List.of("class_ids", "probabilities"),
                "logits", List.of("logits"),
                "features", List.of("features"));
        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance());
                TUint8 images = tensor(pixels)) {
            for (Map.Entry<String, List<String>> signature : asked.entrySet()) {
                try (RunnableModel.Outputs result = model.run(
                        Objects.requireNonNull(model.signatures().get(signature.getKey())),
                        Map.of("images", images),
                        signature.getValue())) {
                    for (int i = 0; i < result.tensors().size(); i++) {
                        String output = signature.getValue().get(i);
                        Files.write(FOLDER.resolve(name + "." + output), bytes(result.get(i)));
                        ArrayNode shape = outputs.putArray(output);
                        Arrays.stream(result.get(i).shape().asArray()).skip(1).forEach(shape::add);
                    }
                }
            }
        }
    }

    private static TUint8 tensor(byte[] pixels) {
        return TUint8.tensorOf(Shape.of(IMAGES, SIDE, SIDE, 1), DataBuffers.of(pixels, true, false));
    }

    private static byte[] bytes(Tensor tensor) {
        int size = Math.toIntExact(tensor.shape().size());
        ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (tensor instanceof TInt64 numbers) {
            numbers.scalars().forEach(number -> bytes.putLong(number.getLong()));
        } else {
            for (float number : TensorProtos.floats((TFloat32) tensor)) {
                bytes.putFloat(number);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
