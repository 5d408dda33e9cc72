// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that tasks read from their stored settings are equal to the originals. */
class TaskKindsTest {
    static Stream<Task> tasks() {
        List<String> names = List.of("a", "b", "c");
        Classification classes = Task.classification(names);
        MultiLabel tags = Task.multiLabel(names);
        Regression values = Task.regression(List.of("x", "y"));
        Segmentation masks = Task.segmentation(names);
        return Stream.of(
                classes,
                classes.smoothed(0.1).weighted(1, 2.1f, 0),
                classes.focal(2).measured("top_3", "f1"),
                classes.calibrated(1.3),
                classes.focal(2).calibrated(0.7).measured("f1"),
                tags,
                tags.weighted(1, 2.1f, 0).measured("auc"),
                values,
                values.absolute().measured("r2", "mse"),
                values.huber(0.3).normalized(),
                values.normalized().fitted(Stream.of(new float[] {0.1f, 1e9f}, new float[] {0.7f, 3})),
                masks,
                masks.ignoring("b").by(Segmentation.Loss.CROSS_ENTROPY_AND_DICE).measured("dice"),
                Task.reconstruction(),
                Task.reconstruction()
                        .by(Reconstruction.Loss.BINARY_CROSS_ENTROPY)
                        .measured("mae"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void settingsReadBackEqual(Task task) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        String text = mapper.writeValueAsString(task.settings().values());
        Map<String, Object> read = mapper.readValue(text, new TypeReference<>() {});

        assertThat(TaskKinds.read(task.kind(), TaskSettings.of(read))).isEqualTo(task);
    }

    @Test
    void theUsualClassificationKeepsNoMoreThanItDid() {
        assertThat(Task.classification(List.of("a")).settings().values())
                .containsOnlyKeys("labels", "smoothing", "weights");
        assertThat(Task.classification(List.of("a")).calibrated(2).settings().values())
                .containsOnlyKeys("labels", "smoothing", "weights", "temperature");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        TaskSettings settings = Task.segmentation(List.of("a", "b")).settings();

        Refusals.assertRefused(
                () -> TaskKinds.read("segmentation", settings.with("loss", "focal")),
                "the task's setting \"loss\" is focal, expected one of [cross_entropy, dice, cross_entropy_and_dice]");
        Refusals.assertRefused(
                () -> TaskKinds.read(
                        "classification",
                        Task.classification(List.of("a")).settings().with("temperature", -2)),
                "the temperature is -2.0, expected a number above 0, such as 1.5");
        Refusals.assertRefused(
                () -> TaskKinds.read("segmentation", settings.with("classes", 3)),
                "the task's setting \"classes\" is 3, expected a list of strings");
        Refusals.assertRefused(
                () -> TaskKinds.read(
                        "regression", Task.regression(List.of("x")).settings().with("mean", List.of(1f))),
                "there are 1 means and 0 deviations of the values, expected the same number of each");
    }
}
