// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.ServingSignature;
import dev.nin.export.TestModels;
import dev.nin.export.TestTasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.ConfigProto;

/** Tests models with another task than the requested one, and newer versions with another task. */
class OtherTasksTest {
    private static final int IMAGES = 5;
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

    @Test
    @Timeout(120)
    void followsNewerVersionsOfItsTask() throws Exception {
        SavedModelExporter.export(TestTasks.of("regression", 1), folder);
        float[] expected = Objects.requireNonNull(
                TestTasks.answers(TestTasks.of("regression", 2), BATCH, IMAGES).get("values"));
        try (Regressor regressor = Regressor.follow(folder, Duration.ofMillis(10), ConfigProto.getDefaultInstance())) {
            SavedModelExporter.export(TestTasks.of("multi-label", 1), folder);
            Thread.sleep(50);
            assertThat(regressor.folder()).isEqualTo(folder.resolve("1"));

            SavedModelExporter.export(TestTasks.of("regression", 2), folder);
            while (!regressor.folder().equals(folder.resolve("3"))) {
                assertThat(regressor.predict(BATCH)).hasSize(IMAGES);
            }
            assertThat(regressor.predict(BATCH).get(0).get("x")).isCloseTo(expected[0], within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classes|multi-label|has the task multi-label, expected classes; use MultiLabelPredictor",
                "classes|regression|has the task regression, expected classes; use Regressor",
                "classes|two|has the tasks classification and regression, expected classes; use ModelRunner",
                "tags|classification|has the task classification, expected tags; use Predictor",
                "values|segmentation|has the task segmentation, expected values; use Segmenter",
                "masks|reconstruction|has the task reconstruction, expected masks; use ModelRunner"
            })
    void refusesModelsOfAnotherTask(String asked, String task, String message) {
        Map<String, Function<Path, AutoCloseable>> askers = Map.of(
                "classes", Predictor::open,
                "tags", MultiLabelPredictor::open,
                "values", Regressor::open,
                "masks", Segmenter::open);

        assertThatThrownBy(() -> Objects.requireNonNull(askers.get(asked)).apply(models.resolve(task)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + models.resolve(task).resolve("1") + " " + message);
    }

    @Test
    void refusesAModelWithoutTheSignature() {
        Path version = SavedModelExporter.export(
                TestTasks.of("regression", 1),
                folder,
                ExportOptions.builder()
                        .signatures(List.of(ServingSignature.features()))
                        .build());

        assertThatThrownBy(() -> Regressor.open(version))
                .hasMessage("model " + version + " has no signature serving_default from images to values; export it "
                        + "with this library");
    }
}
