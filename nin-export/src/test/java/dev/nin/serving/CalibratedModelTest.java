// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.export.TestTasks;
import dev.nin.task.Classification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that exported models divide their logits by the temperature of their task. */
class CalibratedModelTest {
    private static final int IMAGES = 6;
    private static final byte[] BATCH = TestModels.pixels(IMAGES, TestModels.SIZE, TestModels.SIZE, 1);
    private static final double TEMPERATURE = 2.5;

    @TempDir
    private Path folder;

    @Test
    void itsProbabilitiesAreTemperedAndItsClassesUnchanged() {
        assertTempered(folder.resolve("constants"), ExportOptions.defaults(), List.of("a", "b", "c"));
        assertTempered(
                folder.resolve("variables"),
                ExportOptions.builder().variables(true).build(),
                List.of("a", "b", "c"));
    }

    @Test
    void otherLabelsKeepTheTemperature() {
        List<String> labels = List.of("one", "two", "three");
        assertTempered(folder, ExportOptions.builder().labels(labels).build(), labels);
    }

    @Test
    void oneOfSeveralOutputsIsTempered() {
        Checkpoint plain = TestTasks.of("two", 1);
        Path version = SavedModelExporter.export(calibrated(plain), folder);

        Map<String, float[]> before = TestTasks.answers(plain, BATCH, IMAGES);
        try (ModelRunner runner = ModelRunner.open(version)) {
            List<Map<String, Answer>> answers = runner.predict(BATCH);
            for (int image = 0; image < IMAGES; image++) {
                assertThat(floats(answers.get(image), "kind_probabilities"))
                        .containsExactly(tempered(numbers(before, "kind_probabilities"), image), within(1e-5f));
                assertThat(floats(answers.get(image), "angle_values"))
                        .containsExactly(new float[] {numbers(before, "angle_values")[image]}, within(1e-5f));
            }
        }
    }

    private static float[] floats(Map<String, Answer> answers, String name) {
        return Objects.requireNonNull(answers.get(name)).floats();
    }

    private static float[] numbers(Map<String, float[]> answers, String name) {
        return Objects.requireNonNull(answers.get(name));
    }

    private static void assertTempered(Path model, ExportOptions options, List<String> labels) {
        Checkpoint plain = TestTasks.of("classification", 1);
        Path version = SavedModelExporter.export(calibrated(plain), model, options);

        Map<String, float[]> before = TestTasks.answers(plain, BATCH, IMAGES);
        try (Predictor predictor = Predictor.open(version)) {
            List<Prediction> predictions = predictor.predict(BATCH);
            for (int image = 0; image < IMAGES; image++) {
                Prediction prediction = predictions.get(image);
                float[] expected = tempered(numbers(before, "probabilities"), image);
                for (int label = 0; label < 3; label++) {
                    assertThat(prediction.probabilities().get(label)).isCloseTo(expected[label], within(1e-5f));
                }
                assertThat(prediction.label()).isEqualTo(labels.get((int) numbers(before, "class_ids")[image]));
            }
        }
    }

    private static Checkpoint calibrated(Checkpoint plain) {
        return plain.withGoals(plain.goals()
                .map(task -> task instanceof Classification classes ? classes.calibrated(TEMPERATURE) : task));
    }

    private static float[] tempered(float[] all, int image) {
        double sum = 0;
        float[] tempered = new float[3];
        for (int label = 0; label < 3; label++) {
            sum += Math.pow(all[3 * image + label], 1 / TEMPERATURE);
        }
        for (int label = 0; label < 3; label++) {
            tempered[label] = (float) (Math.pow(all[3 * image + label], 1 / TEMPERATURE) / sum);
        }
        return tempered;
    }
}
