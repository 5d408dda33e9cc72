// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.export.ExportOptions;
import dev.nin.export.OnnxExporter;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.export.TestTasks;
import dev.nin.images.ImagePixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the predictions of exported models of each task. */
class AnswersByTaskTest {
    private static final int IMAGES = 5;
    private static final int PIXELS = TestModels.SIZE * TestModels.SIZE;
    private static final byte[] BATCH = TestModels.pixels(IMAGES, TestModels.SIZE, TestModels.SIZE, 1);

    /** A model of each task in a folder named after the task. */
    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void export() {
        TestTasks.exportAll(models);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "multi-label", "regression", "segmentation", "reconstruction", "two"})
    void isWhatTheModelAnsweredBeforeTheExport(String task) {
        assertAnswers(task, models.resolve(task));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-label", "regression", "segmentation", "reconstruction", "two"})
    void isTheSameFromVariables(String task) {
        Path version = SavedModelExporter.export(
                TestTasks.of(task, 1),
                folder,
                ExportOptions.builder().variables(true).build());

        assertAnswers(task, version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "multi-label", "regression", "segmentation", "reconstruction", "two"})
    void isTheSameInOnnxRuntime(String task) {
        Path version = OnnxExporter.export(TestTasks.of(task, 1), folder);

        assertAnswers(task, version);
        try (ModelRunner onnx = ModelRunner.open(folder);
                ModelRunner tensorFlow = ModelRunner.open(models.resolve(task))) {
            Map<String, Answer> answers = onnx.predict(image(0));
            tensorFlow.predict(image(0)).forEach((name, expected) -> {
                assertThat(answer(answers, name).shape()).isEqualTo(expected.shape());
                if (name.endsWith("classes")) {
                    assertThat(answer(answers, name).texts()).isEqualTo(expected.texts());
                }
            });
        }
    }

    /** Predicts pixels and files, which enter the graph through different signatures. */
    private static void assertAnswers(String task, Path model) {
        Map<String, float[]> expected = TestTasks.answers(TestTasks.of(task, 1), BATCH, IMAGES);
        try (ModelRunner runner = ModelRunner.open(model)) {
            for (List<Map<String, Answer>> answers : List.of(runner.predict(BATCH), runner.predictEncoded(files()))) {
                assertThat(answers).hasSize(IMAGES);
                expected.forEach((name, values) -> {
                    int size = values.length / IMAGES;
                    for (int i = 0; i < IMAGES; i++) {
                        float[] each = Arrays.copyOfRange(values, i * size, (i + 1) * size);
                        assertThat(floats(answer(answers.get(i), name)))
                                .as(name)
                                .containsExactly(each, within(1e-5f));
                    }
                });
            }
        }
    }

    @Test
    void tagsHaveProbabilitiesByName() {
        float[] expected = expected("multi-label", "probabilities");
        try (MultiLabelPredictor predictor = MultiLabelPredictor.open(models.resolve("multi-label"))) {
            List<Tags> answers = predictor.predict(BATCH);

            assertThat(answers).hasSize(IMAGES);
            Tags first = answers.get(0);
            assertThat(first.probabilities()).containsOnlyKeys("red", "round", "far");
            List<String> likely = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String tag = List.of("red", "round", "far").get(i);
                assertThat(first.probabilities().get(tag)).isCloseTo(expected[i], within(1e-5f));
                if (expected[i] >= 0.5) {
                    likely.add(tag);
                }
            }
            assertThat(first.above(0.5)).isEqualTo(likely);
            assertThat(first.above(0)).containsExactly("red", "round", "far");
        }
    }

    @Test
    void valuesHaveNamesAndTheirOwnUnits() throws IOException {
        float[] expected = expected("regression", "values");
        BufferedImage image = image(0);
        Path file = Files.write(folder.resolve("a.png"), ImagePixels.encode(image, "png"));
        try (Regressor regressor = Regressor.open(models.resolve("regression"))) {
            Map<String, Float> values = regressor.predict(image);

            assertThat(List.copyOf(values.keySet())).containsExactly("x", "y");
            assertThat(values.get("x")).isCloseTo(expected[0], within(1e-5f));
            assertThat(values.get("y")).isCloseTo(expected[1], within(1e-4f));
            assertThat(regressor.predict(file)).isEqualTo(values);
            assertThat(regressor.predictFiles(List.of(file, file))).isEqualTo(List.of(values, values));
        }
    }

    @Test
    void masksHaveClassesColoursAndProbabilities() {
        float[] classes = expected("segmentation", "mask");
        float[] probabilities = expected("segmentation", "probabilities");
        try (Segmenter segmenter = Segmenter.open(models.resolve("segmentation"))) {
            Mask mask = segmenter.predict(BATCH).get(0);

            assertThat(List.of(mask.height(), mask.width())).containsExactly(4, 4);
            assertThat(mask.names()).containsExactly("sky", "sea", "land");
            BufferedImage image = mask.image();
            for (int i = 0; i < PIXELS; i++) {
                assertThat(mask.at(i / 4, i % 4)).isEqualTo((int) classes[i]).isEqualTo(mask.toArray()[i]);
                assertThat(image.getRaster().getSample(i % 4, i / 4, 0)).isEqualTo((int) classes[i]);
            }
            assertThat(mask.shares()).containsOnlyKeys("sky", "sea", "land");
            assertThat(mask.shares().values().stream().mapToDouble(each -> each).sum())
                    .isCloseTo(1, within(1e-9));
            Answer likely = segmenter.probabilities(BATCH).get(0);
            assertThat(likely.shape()).containsExactly(4, 4, 3);
            assertThat(likely.floats()).containsExactly(Arrays.copyOf(probabilities, PIXELS * 3), within(1e-5f));
            assertThat(segmenter.probabilities(image(0)).floats()).containsExactly(likely.floats(), within(1e-6f));
        }
    }

    @Test
    void imagesAreReconstructed() {
        float[] expected = expected("reconstruction", "image");
        try (ModelRunner runner = ModelRunner.open(models.resolve("reconstruction"))) {
            Answer answer = answer(runner.predict(image(0)), "image");

            assertThat(answer.shape()).containsExactly(4, 4, 1);
            BufferedImage image = answer.image();
            for (int i = 0; i < PIXELS; i++) {
                assertThat(image.getRaster().getSample(i % 4, i / 4, 0)).isEqualTo((int) expected[i]);
            }
            assertThatThrownBy(answer::floats)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the answer has integers of the shape [4, 4, 1], expected floats");
            assertThatThrownBy(answer::texts).hasMessageEndingWith("expected strings");
        }
    }

    @Test
    void severalOutputsAnswerByTheirNames() {
        try (ModelRunner runner = ModelRunner.open(models.resolve("two"))) {
            Map<String, Answer> answers = runner.predict(image(0));

            assertThat(answers)
                    .containsOnlyKeys("kind_probabilities", "kind_classes", "kind_class_ids", "angle_values");
            Answer label = answer(answers, "kind_classes");
            int place = answer(answers, "kind_class_ids").ints()[0];
            assertThat(label.shape()).isEmpty();
            assertThat(label.texts()).containsExactly(List.of("a", "b", "c").get(place));
            assertThatThrownBy(label::image)
                    .hasMessage("the answer has strings of the shape [], expected bytes of the shape [height, width, 1 "
                            + "or 3]");
        }
    }

    private static float[] expected(String task, String name) {
        return Objects.requireNonNull(
                TestTasks.answers(TestTasks.of(task, 1), BATCH, IMAGES).get(name));
    }

    private static Answer answer(Map<String, Answer> answers, String name) {
        return Objects.requireNonNull(answers.get(name));
    }

    private static float[] floats(Answer answer) {
        if (answer.isFloats()) {
            return answer.floats();
        }
        int[] ints = answer.ints();
        float[] floats = new float[ints.length];
        for (int i = 0; i < ints.length; i++) {
            floats[i] = ints[i];
        }
        return floats;
    }

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            files.add(ImagePixels.encode(image(i), "png"));
        }
        return files;
    }

    private static BufferedImage image(int number) {
        BufferedImage image = new BufferedImage(TestModels.SIZE, TestModels.SIZE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setDataElements(
                        0,
                        0,
                        TestModels.SIZE,
                        TestModels.SIZE,
                        Arrays.copyOfRange(BATCH, number * PIXELS, (number + 1) * PIXELS));
        return image;
    }
}
