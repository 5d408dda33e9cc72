// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.UserInputException;
import dev.nin.graph.Specs;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that complete checkpoints are read back bit for bit, and damaged ones are rejected with a one-line message. */
class CheckpointTest {
    private static final List<String> LABELS = List.of("shirt", "bag", "Stiefelette \"ä\"");

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void write() {
        folder = parent.resolve("step-7");
        checkpoint(LABELS).write(folder);
    }

    @Test
    void comesBackAsItWas() {
        assertThat(Checkpoint.read(folder)).isEqualTo(checkpoint(LABELS));
    }

    @Test
    void progressComesBackToTheLastBit() {
        Checkpoint plain = checkpoint(LABELS);
        List<Double> numbers = List.of(
                0.1 + 0.2, 1 / 3.0, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, Double.NaN, Double.NEGATIVE_INFINITY);
        Checkpoint whole = new Checkpoint(
                plain.spec(),
                plain.weights(),
                plain.slots(),
                plain.goals(),
                9,
                Map.of("sums", numbers, "none", List.of()));
        Path other = parent.resolve("step-9");
        whole.write(other);
        assertThat(Checkpoint.read(other)).isEqualTo(whole);
        assertThat(plain.progress()).isEmpty();
    }

    @Test
    void aChangedManifestIsFoundThoughItsHashesAreRight() throws IOException {
        replace("manifest.json", "\"format\" : 1,", "\"format\" :  1,");
        refused(
                () -> Checkpoint.read(folder),
                "checkpoint " + folder + ": manifest.json was changed; use another checkpoint");
    }

    @Test
    void keepsAnotherTaskAndAllElse() {
        Checkpoint whole = checkpoint(LABELS);
        Checkpoint calibrated = whole.withGoals(whole.goals().map(task -> ((Classification) task).calibrated(1.5)));
        calibrated.write(parent.resolve("calibrated"));

        Checkpoint read = Checkpoint.read(parent.resolve("calibrated"));
        assertThat(read).isEqualTo(calibrated).isNotEqualTo(whole);
        assertThat(read.withGoals(whole.goals())).isEqualTo(whole);
        assertThat(((Classification) read.goals().goals().get(0).task()).temperature())
                .isEqualTo(1.5f);
    }

    @Test
    void nothingElseIsLeftInTheParent() throws IOException {
        assertThat(names(parent)).containsExactly("step-7");
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "manifest.json", "model.json", "slots.safetensors", "training.json", "weights.safetensors");
    }

    @Test
    void missingParentsAreMade() {
        Path deep = parent.resolve("a").resolve("b");
        checkpoint(LABELS).write(deep);
        assertThat(Checkpoint.read(deep)).isEqualTo(checkpoint(LABELS));
    }

    @Test
    void anExistingFolderIsRefusedAndKept() throws IOException {
        refused(
                () -> checkpoint(LABELS).write(folder),
                "checkpoint " + folder + " already exists; choose a new folder");
        assertThat(Checkpoint.read(folder)).isEqualTo(checkpoint(LABELS));
        assertThat(names(parent)).containsExactly("step-7");
    }

    @Test
    void aFileInThePathIsRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        refused(
                () -> checkpoint(LABELS).write(file.resolve("step-1")),
                "folder " + file + " cannot be written (a part of its path is a file); name another or make room");
    }

    @Test
    void anotherNumberOfLabelsIsRefused() {
        assertThatThrownBy(() -> checkpoint(List.of("one")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 1 labels, the model has 3 classes");
    }

    @Test
    void aFolderWithoutManifestIsNoCheckpoint() throws IOException {
        Files.delete(folder.resolve("manifest.json"));
        refused(
                () -> Checkpoint.read(folder),
                folder + " is not a checkpoint: it has no manifest.json; choose a run's folder or a checkpoint in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights.safetensors", "slots.safetensors", "training.json"})
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(folder.resolve(file));
        refused(
                () -> Checkpoint.read(folder),
                "checkpoint " + folder + ": " + file + " is missing; use another checkpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights.safetensors", "slots.safetensors", "training.json"})
    void anyFlippedByteIsFound(String file) throws IOException {
        Path path = folder.resolve(file);
        byte[] whole = Files.readAllBytes(path);
        String expected = Hashing.sha256().hashBytes(whole).toString();
        for (int i = 0; i < whole.length; i += Math.max(1, whole.length / 20)) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(path, damaged);
            String found = Hashing.sha256().hashBytes(damaged).toString();
            refused(
                    () -> Checkpoint.read(folder),
                    "checkpoint " + folder + ": " + file + " has SHA-256 " + found + ", expected " + expected
                            + "; the file was changed, use another checkpoint");
        }
    }

    @Test
    void aTruncatedFileIsFound() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageContaining("weights.safetensors has SHA-256 ");
    }

    @Test
    void aManifestOfAnotherFormatIsRefused() throws IOException {
        replace("manifest.json", "\"format\" : 1", "\"format\" : 2");
        Path manifest = folder.resolve("manifest.json");
        refused(
                () -> Checkpoint.read(folder),
                manifest + " has the format 2, expected 1; read it with the library that wrote it");
    }

    @Test
    void aManifestThatIsNoJsonIsRefused() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"format\":");
        refused(
                () -> Checkpoint.read(folder),
                folder.resolve("manifest.json") + " is not JSON; use another checkpoint");
    }

    @Test
    void aManifestThatIsNoTextIsRefused() throws IOException {
        Files.write(folder.resolve("manifest.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(UserInputException.class)
                .message()
                .startsWith("checkpoint " + folder + " cannot be read (")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.json", "model.json"})
    void aForgedFileThatIsNoJsonIsRefusedInOneLine(String file) throws IOException {
        forge(file, "{\n\n");
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(UserInputException.class)
                .message()
                .doesNotContain("\n")
                .contains(folder.toString())
                .contains(file);
    }

    @Test
    void aClassificationByAnotherLossKeepsItsLabels() {
        Checkpoint plain = checkpoint(LABELS);
        Task other = Task.classification(LABELS).withLoss((tf, output, encoded) -> tf.math.square(output));
        Goals goals = Goals.of(plain.spec(), other);
        Path written = parent.resolve("other-loss");
        new Checkpoint(plain.spec(), plain.weights(), plain.slots(), goals, 7, Map.of()).write(written);

        assertThat(Checkpoint.read(written).labels()).isEqualTo(LABELS);
    }

    @Test
    void labelsWithoutTasksAreAClassification() throws IOException {
        forge("training.json", "{\"step\": 7, \"labels\": [\"one\", \"two\", \"three\"]}");
        assertThat(Checkpoint.read(folder).goals())
                .isEqualTo(Goals.of(Specs.small(), Task.classification(List.of("one", "two", "three"))));
    }

    @Test
    void aTaskOfAnUnknownKindIsKeptAndRefusesToBeUsed() throws IOException {
        String task = "{\"step\":7,\"tasks\":[{\"output\":\"flatten_5\",\"kind\":\"counting\",\"weight\":0.5,"
                + "\"settings\":{\"most\":9}}],\"progress\":{}}";
        forge("training.json", task);
        Checkpoint read = Checkpoint.read(folder);
        Path again = parent.resolve("again");
        read.write(again);
        assertThat(Files.readString(again.resolve("training.json")).replaceAll("\\s", ""))
                .isEqualTo(task);
        assertThat(read.labels()).isEmpty();
        assertThatThrownBy(() -> read.goals().requireFit(read.spec()))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the task has the unknown kind \"counting\", expected one of [classification");
    }

    @Test
    void forgedTasksAreRefused() throws IOException {
        forge("training.json", "{\"step\": 7, \"tasks\": [{\"output\": \"flatten_5\", \"kind\": \"classification\"}]}");
        refused(
                () -> Checkpoint.read(folder),
                "checkpoint " + folder
                        + ": training.json: the task's setting \"settings\" is null, expected settings by " + "name");
        forge("training.json", "{\"step\": 7, \"tasks\": [\"classification\"]}");
        refused(
                () -> Checkpoint.read(folder),
                "checkpoint " + folder
                        + ": training.json has tasks that are not a list of objects; use another checkpoint");
    }

    @Test
    void forgedLabelsThatDoNotFitTheModelAreRefused() throws IOException {
        forge("training.json", "{\"step\": 7, \"labels\": [\"one\"]}");
        refused(
                () -> Checkpoint.read(folder),
                "checkpoint " + folder + ": training.json has 1 labels, expected 3, the model's number of classes; "
                        + "use another checkpoint");
    }

    @Test
    void weightsThatDoNotFitTheModelAreRefused() {
        Checkpoint whole = checkpoint(LABELS);
        Path other = parent.resolve("other");
        new Checkpoint(whole.spec(), Weights.empty(), whole.slots(), LABELS, 7).write(other);
        refused(
                () -> Checkpoint.read(other),
                "checkpoint " + other + ": weights.safetensors: \"conv2d_1/kernel\" is missing, "
                        + "expected [3, 3, 1, 3]; use another checkpoint");
    }

    private void forge(String file, String content) throws IOException {
        String before = hash(file);
        Files.writeString(folder.resolve(file), content);
        replace("manifest.json", before, hash(file));
    }

    private String hash(String file) throws IOException {
        return MoreFiles.asByteSource(folder.resolve(file))
                .hash(Hashing.sha256())
                .toString();
    }

    private void replace(String file, String old, String replacement) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(file), text.replace(old, replacement));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(UserInputException.class).hasMessage(message);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Checkpoint checkpoint(List<String> labels) {
        ModelSpec spec = Specs.small();
        Weights.Builder weights = Weights.builder();
        spec.parameters().forEach((name, parameter) -> {
            float[] values = new float[Math.toIntExact(parameter.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = 1f / (i + 3);
            }
            weights.put(name, parameter.dimensions(), values);
        });
        Weights slots = Weights.builder()
                .put("momentum", List.of(), new float[] {Float.MIN_VALUE})
                .build();
        return new Checkpoint(spec, weights.build(), slots, labels, 7);
    }
}
