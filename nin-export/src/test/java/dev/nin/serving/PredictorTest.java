// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.ServingSignature;
import dev.nin.export.TestModels;
import dev.nin.images.ImagePixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** Tests the predictions of a loaded model, and models that cannot be loaded. */
class PredictorTest {
    private static final int IMAGES = 20;
    private static final byte[] PIXELS = TestModels.pixels(IMAGES, TestModels.SIZE, TestModels.SIZE, 1);

    private static final String ENDS_EARLY =
            "cannot be loaded \\(While parsing a protocol message, the input ended unexpectedly.*\\); export it again";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** Two versions, so that the newest differs from the first. */
    @BeforeAll
    static void export() {
        SavedModelExporter.export(first(), shared);
        SavedModelExporter.export(second(), shared, 10);
    }

    @Test
    void answersAsTheModelDidBeforeTheExport() {
        float[][] expected = TestModels.probabilities(first(), PIXELS, IMAGES);
        List<Prediction> predictions = predict(shared.resolve("1"), PIXELS);

        assertThat(predictions).hasSize(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            assertClose(predictions.get(i), expected[i]);
        }
    }

    @Test
    void refusesAModelThatDiffersFromItsManifest() throws IOException {
        Path version = SavedModelExporter.export(first(), folder);
        Path graph = version.resolve("saved_model.pb");
        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);

        assertThatThrownBy(() -> Predictor.open(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching("model .* saved_model.pb has SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}; "
                        + "export the model again");
    }

    @Test
    void namesThePredictedClass() {
        List<Prediction> predictions = predict(shared, PIXELS);

        for (Prediction prediction : predictions) {
            double sum = prediction.probabilities().stream()
                    .mapToDouble(Float::doubleValue)
                    .sum();
            int named = List.of("a", "b", "c").indexOf(prediction.label());
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(prediction.probability())
                    .isEqualTo(prediction.probabilities().get(named))
                    .isEqualTo(prediction.probabilities().stream()
                            .max(Float::compare)
                            .orElseThrow());
        }
        assertThat(predictions).extracting(Prediction::label).contains("a", "c");
    }

    @Test
    void opensTheNewestVersionOfAFolder() {
        float[] expected = TestModels.probabilities(second(), PIXELS, IMAGES)[0];
        try (Predictor predictor = Predictor.open(shared)) {
            assertThat(predictor.folder()).isEqualTo(shared.resolve("10"));
            assertClose(predictor.predict(PIXELS).get(0), expected);
        }
    }

    @Test
    void knowsTheImagesItTakes() {
        try (Predictor predictor = Predictor.open(shared.resolve("1"))) {
            assertThat(predictor.folder()).isEqualTo(shared.resolve("1"));
            assertThat(List.of(predictor.height(), predictor.width(), predictor.channels()))
                    .containsExactly(4, 4, 1);
        }
    }

    @Test
    void answersManyThreadsAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (Predictor predictor = Predictor.open(shared)) {
            List<Prediction> expected = predictor.predict(PIXELS);
            List<Future<Prediction>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int image = i % IMAGES;
                byte[] pixels = Arrays.copyOfRange(PIXELS, image * 16, (image + 1) * 16);
                answers.add(pool.submit(() -> predictor.predict(pixels).get(0)));
            }
            for (int i = 0; i < answers.size(); i++) {
                Prediction answer = answers.get(i).get();
                assertThat(answer.label()).isEqualTo(expected.get(i % IMAGES).label());
                assertThat(answer.probability())
                        .isCloseTo(expected.get(i % IMAGES).probability(), within(1e-6f));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void answersImagesOfEveryKindAlike() throws IOException {
        BufferedImage image = image(TestModels.SIZE, 0);
        Path png = Files.write(folder.resolve("a.png"), ImagePixels.encode(image, "png"));
        try (Predictor predictor = Predictor.open(shared)) {
            Prediction expected =
                    predictor.predict(ImagePixels.pixels(image, 1)).get(0);

            assertThat(predictor.predict(image)).isEqualTo(expected);
            assertThat(predictor.predict(png)).isEqualTo(expected);
            assertThat(predictor.predictEncoded(List.of(Files.readAllBytes(png))))
                    .containsExactly(expected);
        }
    }

    @Test
    void resizesImagesInOneBatchAsItDoesOneByOne() throws IOException {
        List<BufferedImage> images = List.of(image(TestModels.SIZE, 1), image(9, 2), image(3, 3));
        List<Path> files = new ArrayList<>();
        for (BufferedImage image : images) {
            files.add(Files.write(folder.resolve(files.size() + ".png"), ImagePixels.encode(image, "png")));
        }
        try (Predictor predictor = Predictor.open(shared)) {
            List<Prediction> predictions = predictor.predictImages(images);

            assertThat(predictions).hasSize(3).doesNotHaveDuplicates();
            assertThat(predictor.predictFiles(files)).isEqualTo(predictions);
            for (int i = 0; i < images.size(); i++) {
                float[] alone = floats(predictor.predict(images.get(i)));
                assertClose(predictions.get(i), alone);
            }
        }
    }

    @Test
    void namesTheFileOfABatchThatIsDamaged() throws IOException {
        byte[] whole = ImagePixels.encode(image(40, 1), "png");
        Path good = Files.write(folder.resolve("good.png"), whole);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad.png"), changed);
        try (Predictor predictor = Predictor.open(shared)) {
            assertThatThrownBy(() -> predictor.predictFiles(List.of(good, bad, good)))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage("image " + bad + " cannot be decoded; use an undamaged JPEG, PNG or BMP file");
            assertThatThrownBy(() -> predictor.predictFiles(List.of(good, cut, bad)))
                    .isInstanceOf(UserInputException.class)
                    .hasMessageStartingWith("image " + cut + " cannot be read: it is cut off: ");
            assertThatThrownBy(() -> predictor.predictEncoded(List.of(whole, new byte[7])))
                    .hasMessage("image 2 of 2 cannot be read: it is not an image: neither JPEG nor PNG nor BMP");
            assertThatThrownBy(() -> predictor.predictFiles(List.of()))
                    .hasMessage("the list of images is empty, expected at least one");
        }
    }

    @Test
    void takesImagesOfItsOwnSizeOnlyWithoutTheSignatureForFiles() throws IOException {
        Checkpoint checkpoint = first();
        Path version = SavedModelExporter.export(
                checkpoint,
                folder,
                ExportOptions.builder()
                        .signatures(List.of(ServingSignature.servingDefault()))
                        .build());
        BufferedImage image = image(TestModels.SIZE, 4);
        Path file = Files.write(folder.resolve("a.png"), ImagePixels.encode(image, "png"));
        try (Predictor predictor = Predictor.open(version)) {
            assertThat(predictor.predict(file)).isEqualTo(predictor.predict(image));
            assertThatThrownBy(() -> predictor.predict(image(5, 0)))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage("an image is 5×5 (height×width), the model takes 4×4; resize it first");
            assertThatThrownBy(() -> predictor.predictEncoded(List.of(Files.readAllBytes(file))))
                    .hasMessage("model " + version + " has no signature encoded; decode the images, or export the "
                            + "model again");
        }
    }

    @Test
    void refusesUseAfterItIsClosed() {
        Predictor predictor = Predictor.open(shared);
        predictor.close();
        predictor.close();

        assertThatThrownBy(() -> predictor.predict(PIXELS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the predictor is closed");
        assertThatThrownBy(predictor::height).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Timeout(60)
    void letsRequestsUnderWayEndWhenItIsClosed() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        byte[] many = TestModels.pixels(2000, TestModels.SIZE, TestModels.SIZE, 1);
        try {
            for (int round = 0; round < 10; round++) {
                Predictor predictor = Predictor.open(shared);
                CountDownLatch started = new CountDownLatch(4);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(pool.submit(() -> {
                        int answered = predictor.predict(many).size();
                        started.countDown();
                        try {
                            while (true) {
                                answered += predictor.predict(many).size();
                            }
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessage("the predictor is closed");
                            return answered;
                        }
                    }));
                }
                started.await();
                predictor.close();
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isPositive().isEqualTo(answer.get() / 2000 * 2000);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void followsNewerVersionsAndPassesOverBrokenOnes() throws Exception {
        SavedModelExporter.export(first(), folder);
        float[] expected = TestModels.probabilities(second(), PIXELS, IMAGES)[0];
        try (Predictor predictor = Predictor.follow(folder, Duration.ofMillis(10), ConfigProto.getDefaultInstance())) {
            Files.createDirectory(folder.resolve("2"));
            Files.writeString(folder.resolve("2/saved_model.pb"), "half a copy");
            Thread.sleep(50);
            assertThat(predictor.folder()).isEqualTo(folder.resolve("1"));

            SavedModelExporter.export(second(), folder);
            while (!predictor.folder().equals(folder.resolve("3"))) {
                assertThat(predictor.predict(PIXELS)).hasSize(IMAGES);
            }
            assertClose(predictor.predict(PIXELS).get(0), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17})
    void refusesPartsOfImages(int bytes) {
        assertThatThrownBy(() -> predict(shared, new byte[bytes]))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the images have " + bytes + " bytes, expected a multiple of 16 for 4×4×1");
    }

    @Test
    void refusesAFolderWithoutAModel() {
        assertThatThrownBy(() -> Predictor.open(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        folder + " contains no model: neither saved_model.pb nor model.onnx nor a version such as 1; "
                                + "name a folder written by export");
    }

    @Test
    void followsNoFolderOfAVersion() {
        Path version = shared.resolve("1");

        assertThatThrownBy(() -> Predictor.follow(version, Duration.ofSeconds(1), ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(version
                        + " is a version's folder, expected the model's folder above it, where newer versions"
                        + " appear; name that folder");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void waitsForAWhileBetweenTwoLooks(long seconds) {
        Duration every = Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> Predictor.follow(shared, every, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "the interval between checks for a newer version is " + every + ", expected more than zero");
    }

    @Test
    void refusesGarbage() throws IOException {
        Files.write(folder.resolve("saved_model.pb"), TestModels.pixels(1, 64, 64, 1));

        assertRefused(ENDS_EARLY);
    }

    @Test
    void refusesAnEmptyModel() throws IOException {
        Files.createFile(folder.resolve("saved_model.pb"));

        assertRefused("has no graph tagged \"serve\"; export it again");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void refusesATruncatedModel(double share) throws IOException {
        byte[] whole = Files.readAllBytes(shared.resolve("1/saved_model.pb"));
        Files.write(folder.resolve("saved_model.pb"), Arrays.copyOf(whole, (int) (whole.length * share)));

        assertRefused(ENDS_EARLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "images", "probabilities", "classes"})
    void refusesAModelOfAnotherSignature(String lost) throws IOException {
        SavedModel.Builder model =
                SavedModel.parseFrom(Files.readAllBytes(shared.resolve("1/saved_model.pb"))).toBuilder();
        SignatureDef.Builder signature = model.getMetaGraphs(0).getSignatureDefOrThrow("serving_default").toBuilder();
        MetaGraphDef.Builder graph = model.getMetaGraphsBuilder(0).clearSignatureDef();
        String key = lost.equals("key") ? "other" : "serving_default";
        graph.putSignatureDef(
                key, signature.removeInputs(lost).removeOutputs(lost).build());
        Files.write(folder.resolve("saved_model.pb"), model.build().toByteArray());

        assertThatThrownBy(() -> Predictor.open(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + folder + " has no signature serving_default from images to probabilities and "
                        + "classes; export it with this library");
    }

    /** @param why a pattern for the message after the model */
    private void assertRefused(String why) {
        assertThatThrownBy(() -> Predictor.open(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching("model " + Pattern.quote(folder.toString()) + " " + why);
    }

    private static BufferedImage image(int size, int seed) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, random.nextInt(256));
        }
        return image;
    }

    private static float[] floats(Prediction prediction) {
        float[] values = new float[prediction.probabilities().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = prediction.probabilities().get(i);
        }
        return values;
    }

    private static Checkpoint first() {
        return TestModels.checkpoint(TestModels.tiny(), 1);
    }

    private static Checkpoint second() {
        return TestModels.checkpoint(TestModels.tiny(), 2);
    }

    private static List<Prediction> predict(Path model, byte[] pixels) {
        try (Predictor predictor = Predictor.open(model)) {
            return predictor.predict(pixels);
        }
    }

    private static void assertClose(Prediction prediction, float[] expected) {
        assertThat(prediction.probabilities()).hasSize(expected.length);
        for (int c = 0; c < expected.length; c++) {
            assertThat(prediction.probabilities().get(c)).isCloseTo(expected[c], within(1e-6f));
        }
    }
}
