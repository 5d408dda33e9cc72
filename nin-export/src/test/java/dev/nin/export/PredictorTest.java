package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** What a loaded model answers, and what cannot be loaded. */
class PredictorTest {
    private static final int IMAGES = 20;
    private static final byte[] PIXELS = TestModels.pixels(IMAGES, TestModels.SIZE, TestModels.SIZE, 1);

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
    void namesTheLikeliestClass() {
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
                .hasMessage(folder + " holds no model: neither saved_model.pb nor a version such as 1; "
                        + "name a folder that export wrote");
    }

    @Test
    void refusesGarbage() throws IOException {
        Files.write(folder.resolve("saved_model.pb"), TestModels.pixels(1, 64, 64, 1));

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
    void refusesATruncatedModel(double share) throws IOException {
        byte[] whole = Files.readAllBytes(shared.resolve("1/saved_model.pb"));
        Files.write(folder.resolve("saved_model.pb"), Arrays.copyOf(whole, (int) (whole.length * share)));

        assertRefused();
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

    private void assertRefused() {
        assertThatThrownBy(() -> Predictor.open(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + folder + " cannot be loaded; export it again");
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
