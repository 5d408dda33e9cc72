// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.Verification;
import dev.nin.serving.Answer;
import dev.nin.serving.ModelRunner;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorInfo;

/** Tests exports that average over mirror images against plain exports of the same checkpoint. */
class AugmentedExportTest {
    private static final int IMAGES = 5;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 10;
    private static final byte[] BATCH = TestModels.pixels(IMAGES, HEIGHT, WIDTH, 3);
    private static final ConfigProto CONFIG = ConfigProto.getDefaultInstance();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClassifierAveragesItsLogits(boolean variables) {
        Checkpoint checkpoint = GradCamSignatureTest.checkpoint();
        Path plain = plain(checkpoint, variables);
        Path augmented = augmented(checkpoint, variables);

        List<float[]> expected =
                means(run(plain, "logits", "logits", BATCH), run(plain, "logits", "logits", mirrored(BATCH, 3)));
        assertClose(run(augmented, "logits", "logits", BATCH), expected);
        assertThat(expected.get(0))
                .isNotEqualTo(run(plain, "logits", "logits", BATCH).get(0));
        assertClose(
                run(augmented, "serving_default", "probabilities", BATCH),
                expected.stream().map(AugmentedExportTest::softmax).toList());
        try (Predictor predictor = Predictor.open(augmented)) {
            assertClose(
                    predictor.predict(BATCH).stream()
                            .map(Prediction::probabilities)
                            .map(Floats::toArray)
                            .toList(),
                    expected.stream().map(AugmentedExportTest::softmax).toList());
        }
        assertClose(run(augmented, "features", "features", BATCH), run(plain, "features", "features", BATCH));
        assertThat(shapes(augmented)).isEqualTo(shapes(plain)).containsKey("grad_cam > heat");
    }

    /** The heat is that of the unmirrored image, for the class that the averaged logits predict. */
    @Test
    void gradCamIsThatOfTheImage() {
        Checkpoint checkpoint = GradCamSignatureTest.checkpoint();
        Path plain = plain(checkpoint, false);
        Path augmented = augmented(checkpoint, false);
        List<Integer> classes = classes(augmented);
        List<float[]> expected = run(plain, "grad_cam", "heat", BATCH);
        List<float[]> found = run(augmented, "grad_cam", "heat", BATCH);
        int compared = 0;
        for (int i = 0; i < IMAGES; i++) {
            if (classes.get(i).equals(classes(plain).get(i))) {
                assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-5f));
                assertThat(Floats.max(found.get(i))).isGreaterThan(0.5f);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    void aMapIsMirroredBack() {
        Checkpoint checkpoint = TestTasks.one(
                "masks", Nin.image(HEIGHT, WIDTH, 3).conv2d(2, 3, 1, 1), Task.segmentation(List.of("sky", "sea")), 4);
        String output = checkpoint.spec().outputs().get(0);
        Path plain = SavedModelExporter.export(checkpoint, folder.resolve("plain"));
        Path augmented = SavedModelExporter.export(
                checkpoint,
                folder.resolve("augmented"),
                ExportOptions.builder()
                        .testTimeAugmentation(TestTimeAugmentation.FLIP)
                        .build());

        List<float[]> ofMirrored = run(plain, "outputs", output, mirrored(BATCH, 3)).stream()
                .map(map -> mirrored(map, 2))
                .toList();
        List<float[]> maps = run(plain, "outputs", output, BATCH);
        assertClose(run(augmented, "outputs", output, BATCH), means(maps, ofMirrored));
        assertThat(ofMirrored.get(0)).isNotEqualTo(maps.get(0));
    }

    @Test
    void theManifestNamesIt() {
        Checkpoint checkpoint = GradCamSignatureTest.checkpoint();
        Path plain = plain(checkpoint, false);
        Path augmented = augmented(checkpoint, false);

        assertThat(ModelManifest.read(plain).orElseThrow().testTimeAugmentation())
                .isEmpty();
        assertThat(ModelManifest.read(augmented).orElseThrow().testTimeAugmentation())
                .contains("flip");
        assertThat(Verification.of(augmented, each -> LoadedModel.load(each, CONFIG))
                        .table())
                .containsPattern("test-time augmentation +flip\n");
        assertThat(Verification.of(plain, each -> LoadedModel.load(each, CONFIG))
                        .table())
                .doesNotContain("augmentation");
    }

    /** The weights are in the graph once, and normalizations are folded as without mirror images. */
    @Test
    void theModelIsThereOnce() throws IOException {
        Checkpoint checkpoint = GradCamSignatureTest.checkpoint();

        List<String> plain = operations(SavedModelExporter.export(checkpoint, folder.resolve("plain")));
        List<String> augmented = operations(SavedModelExporter.export(
                checkpoint,
                folder.resolve("augmented"),
                ExportOptions.builder()
                        .testTimeAugmentation(TestTimeAugmentation.FLIP)
                        .build()));

        assertThat(plain).contains("Conv2D").doesNotContain("FusedBatchNormV3", "ReverseV2");
        assertThat(augmented).contains("ReverseV2").doesNotContain("FusedBatchNormV3");
        assertThat(augmented.stream().filter("Conv2D"::equals).count())
                .isEqualTo(plain.stream().filter("Conv2D"::equals).count());
    }

    private Path plain(Checkpoint checkpoint, boolean variables) {
        return SavedModelExporter.export(
                checkpoint,
                folder.resolve("plain"),
                ExportOptions.builder().variables(variables).gradCam(true).build());
    }

    private Path augmented(Checkpoint checkpoint, boolean variables) {
        return SavedModelExporter.export(
                checkpoint,
                folder.resolve("augmented"),
                ExportOptions.builder()
                        .variables(variables)
                        .gradCam(true)
                        .warmUp(List.of(1, 3))
                        .testTimeAugmentation(TestTimeAugmentation.FLIP)
                        .build());
    }

    private static List<float[]> run(Path version, String signature, String output, byte[] pixels) {
        try (ModelRunner runner = ModelRunner.open(version)) {
            List<Map<String, Answer>> answers = runner.predict(signature, pixels);
            return answers.stream()
                    .map(each -> Objects.requireNonNull(each.get(output)).floats())
                    .toList();
        }
    }

    private static List<Integer> classes(Path version) {
        try (ModelRunner runner = ModelRunner.open(version)) {
            return runner.predict("grad_cam", BATCH).stream()
                    .map(each -> Objects.requireNonNull(each.get("class_ids")).ints()[0])
                    .toList();
        }
    }

    /** Returns type and shape of each signature's tensors, whatever the operations are called. */
    private static Map<String, String> shapes(Path version) {
        Map<String, String> shapes = new TreeMap<>();
        try (LoadedModel model = LoadedModel.load(version, CONFIG)) {
            model.signatures().forEach((key, signature) -> {
                signature.getInputsMap().forEach((name, info) -> shapes.put(key + " < " + name, shape(info)));
                signature.getOutputsMap().forEach((name, info) -> shapes.put(key + " > " + name, shape(info)));
            });
        }
        return shapes;
    }

    private static String shape(TensorInfo info) {
        return info.getDtype() + " " + TensorInfos.shape(info);
    }

    private static List<String> operations(Path version) throws IOException {
        return SavedModel.parseFrom(Files.readAllBytes(version.resolve("saved_model.pb")))
                .getMetaGraphs(0)
                .getGraphDef()
                .getNodeList()
                .stream()
                .map(NodeDef::getOp)
                .toList();
    }

    private static byte[] mirrored(byte[] images, int channels) {
        byte[] mirrored = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            mirrored[i] = images[mirrored(i, channels)];
        }
        return mirrored;
    }

    private static float[] mirrored(float[] map, int channels) {
        float[] mirrored = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            mirrored[i] = map[mirrored(i, channels)];
        }
        return mirrored;
    }

    /** Returns the index of the value in the mirrored column. */
    private static int mirrored(int index, int channels) {
        int row = index / (WIDTH * channels);
        int column = index / channels % WIDTH;
        return (row * WIDTH + WIDTH - 1 - column) * channels + index % channels;
    }

    private static List<float[]> means(List<float[]> some, List<float[]> others) {
        List<float[]> means = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            float[] mean = new float[some.get(i).length];
            for (int value = 0; value < mean.length; value++) {
                mean[value] = (some.get(i)[value] + others.get(i)[value]) / 2;
            }
            means.add(mean);
        }
        return means;
    }

    private static float[] softmax(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        float[] softmax = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            softmax[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return softmax;
    }

    private static void assertClose(List<float[]> found, List<float[]> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-5f));
        }
    }
}
