// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.ServedTask;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.GoalSettings;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;

/** Tests the signatures of exported models of each task. */
class TaskSignaturesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multi-label|probabilities DT_FLOAT [-1, 3]|outputs: dense_1 DT_FLOAT [-1, 3]|features",
                "regression|values DT_FLOAT [-1, 2]|outputs: dense_1 DT_FLOAT [-1, 2]|features",
                "segmentation|mask DT_UINT8 [-1, 4, 4], probabilities DT_FLOAT [-1, 4, 4, 3]"
                        + "|outputs: conv2d_1 DT_FLOAT [-1, 4, 4, 3]|",
                "reconstruction|image DT_UINT8 [-1, 4, 4, 1]|outputs: sigmoid_1 DT_FLOAT [-1, 4, 4, 1]|",
                "two|angle_values DT_FLOAT [-1, 1], kind_class_ids DT_INT64 [-1], kind_classes DT_STRING [-1], "
                        + "kind_probabilities DT_FLOAT [-1, 3]"
                        + "|outputs: angle DT_FLOAT [-1, 1], kind DT_FLOAT [-1, 3]|features"
            })
    void areWhatTheTasksAnswer(String task, String answers, String raw, String features) {
        Path version = SavedModelExporter.export(TestTasks.of(task, 1), folder);

        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance())) {
            List<String> keys = new ArrayList<>(List.of("encoded", "outputs", "serving_default"));
            if (features != null) {
                keys.add(1, features);
            }
            assertThat(model.signatures().keySet()).containsExactlyElementsOf(keys);
            assertThat(outputs(model, "serving_default")).isEqualTo(answers);
            assertThat(outputs(model, "encoded")).isEqualTo(answers);
            assertThat("outputs: " + outputs(model, "outputs")).isEqualTo(raw);
        }
    }

    private static String outputs(LoadedModel model, String key) {
        SignatureDef signature = Objects.requireNonNull(model.signatures().get(key));
        return String.join(
                ", ",
                signature.getOutputsMap().entrySet().stream()
                        .map(output -> output.getKey() + " " + output.getValue().getDtype() + " "
                                + TensorInfos.shape(output.getValue()))
                        .sorted()
                        .toList());
    }

    @Test
    void theManifestHasTheTasks() throws IOException {
        Checkpoint two = TestTasks.of("two", 1);

        ModelManifest manifest =
                ModelManifest.read(SavedModelExporter.export(two, folder)).orElseThrow();

        assertThat(manifest.tasks())
                .containsExactly(
                        new ServedTask("kind", "classification", "class", List.of("a", "b", "c")),
                        new ServedTask("angle", "regression", "values", List.of("degrees")));
        assertThat(GoalSettings.read(new JsonMapper()
                        .convertValue(
                                manifest.json().path("tasks"), new TypeReference<List<Map<String, Object>>>() {})))
                .isEqualTo(two.goals());
        assertThat(manifest.labels()).isEmpty();
        assertThat(folder.resolve("1/assets")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"multi-label, 'red\nround\nfar\n'", "segmentation, 'sky\nsea\nland\n'"})
    void tagsAndClassesOfPixelsAreInTheLabelsFile(String task, String labels) throws IOException {
        Path version = SavedModelExporter.export(TestTasks.of(task, 1), folder);

        assertThat(Files.readString(version.resolve("assets/labels.txt"))).isEqualTo(labels);
    }

    @Test
    void newLabelsOfAClassifierAreInItsTask() {
        ExportOptions options =
                ExportOptions.builder().labels(List.of("x", "y", "z")).build();

        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder, options);

        ModelManifest manifest = ModelManifest.read(version).orElseThrow();
        assertThat(manifest.labels()).containsExactly("x", "y", "z");
        assertThat(manifest.tasks().get(0).names()).containsExactly("x", "y", "z");
    }

    @Test
    void refusesLabelsForOtherTasks() {
        ExportOptions options =
                ExportOptions.builder().labels(List.of("x", "y")).build();

        assertRefused(
                TestTasks.of("regression", 1),
                options,
                "labels are given for the model \"regression\", whose task is regression, expected a "
                        + "classification; remove them");
        assertRefused(
                TestTasks.of("two", 1),
                options,
                "labels are given for the model \"two\", whose task is classification and regression, "
                        + "expected a classification; remove them");
    }

    @Test
    void refusesAnswersThatThereAreNot() {
        ServingSignature signature =
                new ServingSignature("likely", false, Map.of("p", new ServedValue.Answer("probabilities")));

        assertRefused(
                TestTasks.of("regression", 1),
                ExportOptions.builder().signatures(List.of(signature)).build(),
                "signature likely: model \"regression\" has no prediction \"probabilities\", expected one of [values]");
        assertRefused(
                TestTasks.of("segmentation", 1),
                ExportOptions.builder()
                        .signatures(List.of(ServingSignature.features()))
                        .build(),
                "signature features: model \"segmentation\" has no single node that its head reads; name one with "
                        + "ServingSignature.ofNode");
    }

    @Test
    void refusesATaskThatDoesNotFit() {
        Checkpoint good = TestTasks.of("regression", 1);
        Task more = Task.regression(List.of("x", "y", "z"));
        Goals goals = new Goals(List.of(new Goal(good.spec().outputs().get(0), more, 1)));
        Checkpoint bad = new Checkpoint(good.spec(), good.weights(), Weights.empty(), goals, 0, Map.of());

        assertRefused(
                bad,
                ExportOptions.defaults(),
                "there are 3 values [x, y, z], the model \"regression\" has 2 outputs; expected the same number: end"
                        + " it with dense(3)");
    }

    private void assertRefused(Checkpoint checkpoint, ExportOptions options, String message) {
        assertThatThrownBy(() -> SavedModelExporter.export(checkpoint, folder, options))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
        assertThat(folder).isEmptyDirectory();
    }
}
