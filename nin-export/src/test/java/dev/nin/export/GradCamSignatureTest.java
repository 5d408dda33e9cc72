// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GradCam;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.graph.layer.CustomOperation;
import dev.nin.images.ImagePixels;
import dev.nin.messages.TensorInfos;
import dev.nin.messages.TensorProtos;
import dev.nin.model.ModelSpec;
import dev.nin.model.Size;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.savedmodel.Verification;
import dev.nin.serving.Answer;
import dev.nin.serving.ModelRunner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Tests the signature that shows the image regions that support the predicted class. */
class GradCamSignatureTest {
    private static final int IMAGES = 5;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 10;
    private static final byte[] BATCH = TestModels.pixels(IMAGES, HEIGHT, WIDTH, 3);
    private static final ExportOptions WITH =
            ExportOptions.builder().gradCam(true).build();

    @TempDir
    private Path folder;

    @Test
    void isThereWhereItIsAskedFor() {
        Path with = SavedModelExporter.export(checkpoint(), folder.resolve("with"), WITH);
        Path without = SavedModelExporter.export(checkpoint(), folder.resolve("without"));

        try (LoadedModel model = LoadedModel.load(with, ConfigProto.getDefaultInstance())) {
            assertThat(model.signatures().keySet())
                    .containsExactlyInAnyOrder("serving_default", "encoded", "features", "logits", "grad_cam");
            SignatureDef signature = Objects.requireNonNull(model.signatures().get("grad_cam"));
            assertThat(signature.getInputsMap()).containsOnlyKeys("images");
            assertThat(signature.getOutputsMap()).containsOnlyKeys("class_ids", "probabilities", "heat");
            assertThat(TensorInfos.shape(signature.getOutputsOrThrow("heat")).asArray())
                    .containsExactly(-1, HEIGHT, WIDTH);
        }
        try (LoadedModel model = LoadedModel.load(without, ConfigProto.getDefaultInstance())) {
            assertThat(model.signatures()).doesNotContainKey("grad_cam");
        }
        ModelManifest manifest = ModelManifest.read(with).orElseThrow();
        assertThat(manifest.json().path("signatures"))
                .extracting(key -> key.asText())
                .contains("grad_cam");
        assertThat(Verification.of(with, each -> LoadedModel.load(each, ConfigProto.getDefaultInstance()))
                        .table())
                .contains("grad_cam         > heat           float   [-1, 12, 10]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersAsTheTrainedModel(boolean variables) {
        Checkpoint checkpoint = checkpoint();
        ExportOptions options =
                ExportOptions.builder().gradCam(true).variables(variables).build();
        Path version = SavedModelExporter.export(checkpoint, folder, options);
        float[] expected = heat(checkpoint);

        try (ModelRunner runner = ModelRunner.open(version)) {
            List<Map<String, Answer>> answers = runner.predict("grad_cam", BATCH);
            List<Map<String, Answer>> plain = runner.predict(BATCH);

            assertThat(answers).hasSize(IMAGES);
            assertThat(answers.stream()
                            .map(each -> Objects.requireNonNull(each.get("class_ids"))
                                    .ints()[0])
                            .distinct())
                    .as("predicted classes")
                    .hasSizeGreaterThan(1);
            for (int i = 0; i < IMAGES; i++) {
                Answer heat = Objects.requireNonNull(answers.get(i).get("heat"));
                assertThat(heat.shape()).containsExactly(HEIGHT, WIDTH);
                assertThat(heat.floats())
                        .containsExactly(
                                Arrays.copyOfRange(expected, i * HEIGHT * WIDTH, (i + 1) * HEIGHT * WIDTH),
                                within(1e-5f));
                for (String name : List.of("class_ids", "probabilities")) {
                    assertThat(Objects.requireNonNull(answers.get(i).get(name)))
                            .usingRecursiveComparison()
                            .isEqualTo(plain.get(i).get(name));
                }
            }
        }
        assertThat(Arrays.equals(expected, 0, HEIGHT * WIDTH, expected, HEIGHT * WIDTH, 2 * HEIGHT * WIDTH))
                .as("maps that are all alike would compare nothing")
                .isFalse();
    }

    @Test
    void takesFilesToo() throws IOException {
        ServingSignature ofPixels = ServingSignature.gradCam();
        ExportOptions options = ExportOptions.builder()
                .signatures(List.of(ofPixels, ofPixels.fromEncodedImages("grad_cam_of_files")))
                .gradCam(true)
                .build();
        Path version = SavedModelExporter.export(checkpoint(), folder, options);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        int[] values = new int[HEIGHT * WIDTH * 3];
        Arrays.setAll(values, i -> Byte.toUnsignedInt(BATCH[i]));
        picture.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);

        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance());
                TString files = TString.tensorOfBytes(
                        NdArrays.vectorOfObjects(new byte[][] {ImagePixels.encode(picture, "png")}));
                RunnableModel.Outputs result = model.run(
                        Objects.requireNonNull(model.signatures().get("grad_cam_of_files")),
                        Map.of("image_bytes", files),
                        List.of("heat"))) {
            assertThat(model.signatures()).containsOnlyKeys("grad_cam", "grad_cam_of_files");
            assertThat(TensorProtos.floats((TFloat32) result.get(0)))
                    .containsExactly(Arrays.copyOf(heat(checkpoint()), HEIGHT * WIDTH), within(1e-5f));
        }
    }

    @Test
    void refusesTasksAndNetworksWithoutIt() {
        assertRefused(
                TestTasks.of("regression", 1),
                "signature grad_cam: the task of model \"regression\" is regression, expected a classification; "
                        + "remove the signature");
        assertRefused(
                TestTasks.of("two", 1),
                "signature grad_cam: the task of model \"two\" is classification and regression, expected a "
                        + "classification; remove the signature");
        assertRefused(
                TestModels.checkpoint(TestModels.image().flatten().dense(3).build("linear"), 1),
                "signature grad_cam: model \"linear\" has no feature map between its input and its output, expected "
                        + "one of more than one pixel for Grad-CAM; remove the signature");
        ModelSpec unchecked = TestModels.image()
                .conv2d(2, 3)
                .named("conv")
                .flatten()
                .custom("own", CustomOperation.of((tf, in) -> tf.math.cumsum(in, tf.constant(1)), shape -> shape))
                .dense(3)
                .build("unchecked");
        assertRefused(
                TestModels.checkpoint(unchecked, 1),
                "Grad-CAM of output \"dense_1\" at node \"conv\": the gradient of operation \"model/own_1/Cumsum\" "
                        + "(Cumsum) is not checked by any test of this library; choose a later node, or check it with "
                        + "CompiledModel.checkGradients and name the type in its checkedOperations()");
    }

    @Test
    void theRunnerNamesTheSignaturesThatThereAre() {
        Path version = SavedModelExporter.export(checkpoint(), folder);

        try (ModelRunner runner = ModelRunner.open(version)) {
            assertThatThrownBy(() -> runner.predict("grad_cam", BATCH))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage("model " + version + " has no signature \"grad_cam\" from images to numbers or strings,"
                            + " expected one of [encoded, features, logits, serving_default];"
                            + " export it with that signature");
            assertThatThrownBy(() -> runner.predict("encoded", BATCH))
                    .hasMessageStartingWith("model " + version + " has no signature \"encoded\" from images to");
        }
    }

    private void assertRefused(Checkpoint checkpoint, String message) {
        assertThatThrownBy(() -> SavedModelExporter.export(checkpoint, folder, WITH))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
        assertThat(folder).isEmptyDirectory();
    }

    /** A model whose map is smaller than the image because of pooling before it. */
    static Checkpoint checkpoint() {
        ModelSpec spec = Nin.image(HEIGHT, WIDTH, 3)
                .conv2d(8, 3, 1, 1)
                .batchNorm()
                .relu()
                .maxPool(2, 2)
                .conv2d(6, 3, 1, 1)
                .relu()
                .flatten()
                .dense(3)
                .build("seen");
        return TestModels.checkpoint(spec, 7);
    }

    /** Computes the result from the trained variables. */
    private static float[] heat(Checkpoint checkpoint) {
        ModelSpec spec = checkpoint.spec();
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                TUint8 images =
                        TUint8.tensorOf(Shape.of(IMAGES, HEIGHT, WIDTH, 3), DataBuffers.of(BATCH, true, false))) {
            Ops tf = Ops.create(model.graph());
            GradCam cam = new GradCam(spec, "dense_1", "relu_2");
            Operand<TFloat32> heat =
                    GradCam.resized(tf, cam.ofPredicted(tf, model.operands()), new Size(HEIGHT, WIDTH));
            try (Session session = new Session(model.graph())) {
                Variables.write(session, model.variables(), checkpoint.weights());
                try (Result result =
                        session.runner().feed(model.input(), images).fetch(heat).run()) {
                    return TensorProtos.floats((TFloat32) result.get(0));
                }
            }
        }
    }
}
