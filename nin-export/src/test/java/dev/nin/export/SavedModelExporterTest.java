// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.messages.TensorInfos;
import dev.nin.model.ModelSpec;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.versions.StagedVersion;
import dev.nin.versions.VersionDirectory;
import dev.nin.weights.Weights;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Tests the folders of exports, and that a partial export is never visible. */
class SavedModelExporterTest {
    @TempDir
    private Path folder;

    @Test
    void numbersVersionsFromOne() {
        Checkpoint checkpoint = TestModels.checkpoint();
        Path base = folder.resolve("models/tiny");

        assertThat(SavedModelExporter.export(checkpoint, base)).isEqualTo(base.resolve("1"));
        assertThat(SavedModelExporter.export(checkpoint, base)).isEqualTo(base.resolve("2"));
        assertThat(base.resolve("2/saved_model.pb")).isRegularFile();
    }

    @Test
    void continuesAfterTheHighestNumber() {
        Checkpoint checkpoint = TestModels.checkpoint();

        assertThat(SavedModelExporter.export(checkpoint, folder, 40)).isEqualTo(folder.resolve("40"));
        assertThat(SavedModelExporter.export(checkpoint, folder, 7)).isEqualTo(folder.resolve("7"));
        assertThat(SavedModelExporter.export(checkpoint, folder)).isEqualTo(folder.resolve("41"));
    }

    @Test
    void refusesAVersionThatExistsAndLeavesItAlone() throws IOException {
        Path first = SavedModelExporter.export(TestModels.checkpoint(TestModels.tiny(), 1), folder);
        byte[] before = Files.readAllBytes(first.resolve("saved_model.pb"));

        assertThatThrownBy(() -> SavedModelExporter.export(TestModels.checkpoint(TestModels.tiny(), 2), folder, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("version " + first + " exists already; give no version to use the next number, 2");

        assertThat(first.resolve("saved_model.pb")).hasBinaryContent(before);
        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "1");
    }

    @Test
    void refusesAPathUnderAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> SavedModelExporter.export(TestModels.checkpoint(), file.resolve("model")))
                .isInstanceOf(UserInputException.class)
                .hasMessageContaining(file + "/model cannot be written")
                .hasMessageContaining("(a part of its path is a file); name another")
                .message()
                .hasLineCount(1);

        assertThat(file).hasContent("mine");
        assertThat(children(folder)).containsExactly("file");
    }

    @Test
    void leavesNothingButVersionsBehind() throws IOException {
        SavedModelExporter.export(TestModels.checkpoint(), folder);

        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "1");
        assertThat(children(folder.resolve("1"))).containsExactly("assets", "assets.extra", "saved_model.pb");
        assertThat(children(folder.resolve("1/assets.extra"))).containsExactly("nin.json");
    }

    @Test
    void passesOverAFileNamedAsTheNextVersion() throws IOException {
        Files.writeString(folder.resolve("1"), "no version");

        assertThat(SavedModelExporter.export(TestModels.checkpoint(), folder)).isEqualTo(folder.resolve("2"));
    }

    @Test
    void givesEachOfManyThreadsAVersionOfItsOwn() throws Exception {
        int exporters = 8;
        ExecutorService pool = Executors.newFixedThreadPool(exporters);
        CountDownLatch start = new CountDownLatch(1);
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Future<Path>> exports = new ArrayList<>();
        try {
            for (int i = 0; i < exporters; i++) {
                Checkpoint checkpoint = TestModels.checkpoint(TestModels.tiny(), i);
                checkpoints.add(checkpoint);
                Callable<Path> export = () -> {
                    start.await();
                    return SavedModelExporter.export(checkpoint, folder);
                };
                exports.add(pool.submit(export));
            }
            start.countDown();
            for (int i = 0; i < exporters; i++) {
                assertServes(exports.get(i).get(), checkpoints.get(i));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(children(folder))
                .containsExactly(".greatest-version", ".lock", "1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void isHardlyLargerThanItsWeights() throws IOException {
        ModelSpec nin = Zoo.nin(224, 1, 10);
        Checkpoint checkpoint = TestModels.checkpoint(nin, 1);
        long weights = nin.parameters().values().stream()
                .mapToLong(parameter -> parameter.size() * Float.BYTES)
                .sum();
        long labels = String.join("", checkpoint.labels()).length();

        Path version = SavedModelExporter.export(checkpoint, folder);

        assertThat(weights).isEqualTo(4L * 1_992_166);
        long written = 0;
        try (Stream<Path> files = Files.walk(version)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written += Files.size(file);
            }
        }
        assertThat(written).as("all files of the version").isBetween(weights + labels, (weights + labels) * 101 / 100);
    }

    @ParameterizedTest
    @MethodSource
    void servesWhateverLayerIsTheLast(ModelSpec spec) {
        Checkpoint checkpoint = TestModels.checkpoint(spec, 3);

        assertServes(SavedModelExporter.export(checkpoint, folder), checkpoint);
    }

    static List<ModelSpec> servesWhateverLayerIsTheLast() {
        FeatureMap in = TestModels.image();
        FeatureMap map = in.conv2d(3, 3);
        return List.of(
                in.flatten().build("flatten"),
                map.globalAvgPool().build("pooled"),
                map.flatten().dense(4).build("dense"),
                map.flatten().dense(4).relu().build("relu"),
                map.flatten().dense(4).tanh().build("tanh"),
                map.flatten().dense(4).dropout(0.5).build("dropout"),
                Nin.concat(map, map.relu()).globalAvgPool().build("concat"),
                Nin.add(map, map.sigmoid()).globalAvgPool().build("add"),
                in.resize(9, 9).conv2d(5, 9).globalAvgPool().named("logits").build("resized"),
                map.named("_first").globalAvgPool().named("_last").build("underscores"));
    }

    @Test
    void servesVariablesAsItServesConstants() throws IOException {
        ModelSpec spec = TestModels.image()
                .conv2d(3, 3)
                .batchNorm()
                .relu()
                .flatten()
                .dense(4)
                .named("_fc")
                .build("m");
        Checkpoint checkpoint = TestModels.checkpoint(spec, 5);

        Path version = SavedModelExporter.export(
                checkpoint, folder, ExportOptions.builder().variables(true).build());

        assertServes(version, checkpoint);
        assertThat(children(version.resolve("variables")))
                .containsExactly("variables.data-00000-of-00001", "variables.index");
        SavedModel model = SavedModel.parseFrom(Files.readAllBytes(version.resolve("saved_model.pb")));
        assertThat(model.getMetaGraphs(0).getGraphDef().getNodeList())
                .extracting(NodeDef::getOp)
                .contains("VarHandleOp", "ReadVariableOp", "RestoreV2", "SaveV2")
                .doesNotContain("VariableV2", "Assign");
        assertThat(model.getMetaGraphs(0)
                        .getCollectionDefOrThrow("variables")
                        .getBytesList()
                        .getValueCount())
                .isEqualTo(8);
        assertThat(model.getMetaGraphs(0)
                        .getCollectionDefOrThrow("trainable_variables")
                        .getBytesList()
                        .getValueCount())
                .isEqualTo(6);
    }

    @Test
    void refusesAModelThatAnswersNoNumbers() throws IOException {
        Checkpoint good = TestModels.checkpoint();
        String name = good.weights().names().iterator().next();
        Checkpoint bad =
                new Checkpoint(good.spec(), good.weights().filled(name, Float.NaN), Weights.empty(), good.labels(), 0);

        assertThatThrownBy(() -> SavedModelExporter.export(bad, folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("model for " + folder + ": encoded's probabilities is NaN")
                .hasMessageEndingWith("expected a finite number; use another checkpoint");
        assertThat(children(folder)).containsExactly(".lock");
    }

    @Test
    void keepsTheNewestVersionsThatAreAskedFor() throws IOException {
        ExportOptions options = ExportOptions.builder().keep(2).build();
        for (int i = 0; i < 4; i++) {
            SavedModelExporter.export(TestModels.checkpoint(), folder, options);
        }

        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "3", "4");
    }

    @Test
    void givesNoNumberAgainThoughItsVersionWasDeleted() throws IOException {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
        Path second = SavedModelExporter.export(TestModels.checkpoint(), folder);
        MoreFiles.deleteRecursively(second, RecursiveDeleteOption.ALLOW_INSECURE);

        assertThatThrownBy(() -> SavedModelExporter.export(TestModels.checkpoint(), folder, 2))
                .isInstanceOf(UserInputException.class)
                .hasMessage("version " + second + " was used before, and servers may have loaded it; "
                        + "give no version to use the next number, 3");
        assertThat(SavedModelExporter.export(TestModels.checkpoint(), folder)).isEqualTo(folder.resolve("3"));
    }

    @Test
    void publishesNothingWhereTheHighestNumberIsDamaged() throws IOException {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
        Path file = Files.writeString(folder.resolve(".greatest-version"), "1\u0000");

        assertThatThrownBy(() -> SavedModelExporter.export(TestModels.checkpoint(), folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file
                        + " does not hold a version number; write the highest version number ever published"
                        + " into it, so that no number is used twice");
        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "1");
    }

    @Test
    void removesWhatACrashLeft() throws IOException {
        Path dead = Files.createDirectories(folder.resolve(".unfinished-dead"));
        Files.writeString(dead.resolve(".writer-of-another-process"), "");
        Files.createDirectories(folder.resolve(".removed-3-old/assets"));

        SavedModelExporter.export(TestModels.checkpoint(), folder);

        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "1");
    }

    @Test
    void leavesTheFoldersOfLivingExporters() throws IOException {
        try (StagedVersion other = StagedVersion.in(new VersionDirectory(folder))) {
            SavedModelExporter.export(TestModels.checkpoint(), folder);

            assertThat(other.path()).isDirectory();
            assertThat(other.publish(OptionalLong.empty(), OptionalInt.empty())).isEqualTo(folder.resolve("2"));
        }
        assertThat(children(folder)).containsExactly(".greatest-version", ".lock", "1", "2");
        assertThat(children(folder.resolve("2"))).isEmpty();
    }

    @Test
    void hasTheSignaturesThatAreChosen() {
        ModelSpec spec = TestModels.image()
                .conv2d(2, 3)
                .named("first")
                .flatten()
                .dense(3)
                .build("m");
        ServingSignature own = ServingSignature.ofNode("map", "first");
        List<ServingSignature> chosen = List.of(own, own.fromEncodedImages("map_of_files"));

        Path version = SavedModelExporter.export(
                TestModels.checkpoint(spec, 1),
                folder,
                ExportOptions.builder().signatures(chosen).build());

        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance())) {
            assertThat(model.signatures()).containsOnlyKeys("map", "map_of_files");
            assertThat(TensorInfos.shape(
                            Objects.requireNonNull(model.signatures().get("map"))
                                    .getOutputsOrThrow("map")))
                    .hasToString("[-1, 2, 2, 2]");
        }
    }

    @Test
    void poolsWithAttributesAsEveryReaderKnowsIt() throws IOException {
        ModelSpec spec =
                TestModels.image().conv2d(2, 1).maxPool(3, 1).flatten().dense(3).build("m");
        Checkpoint checkpoint = TestModels.checkpoint(spec, 1);

        Path version = SavedModelExporter.export(checkpoint, folder);

        assertServes(version, checkpoint);
        SavedModel model = SavedModel.parseFrom(Files.readAllBytes(version.resolve("saved_model.pb")));
        NodeDef pooling = model.getMetaGraphs(0).getGraphDef().getNodeList().stream()
                .filter(node -> node.getOp().startsWith("MaxPool"))
                .reduce((one, other) -> {
                    throw new AssertionError("two poolings: " + one + other);
                })
                .orElseThrow();
        assertThat(pooling.getOp()).isEqualTo("MaxPool");
        assertThat(pooling.getAttrOrThrow("ksize").getList().getIList()).containsExactly(1L, 3L, 3L, 1L);
        assertThat(pooling.getAttrOrThrow("strides").getList().getIList()).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void refusesSignaturesThatDoNotFit() {
        Checkpoint checkpoint = TestModels.checkpoint();

        assertRefused(
                checkpoint,
                ServingSignature.ofNode("map", "missing"),
                "signature map: model \"tiny\" has no node \"missing\", expected one of [");
        Checkpoint flat =
                TestModels.checkpoint(TestModels.image().flatten().dense(3).build("flat"), 1);
        assertRefused(
                flat,
                ServingSignature.features(),
                "signature features: model \"flat\" has no single node that its head reads; name one with "
                        + "ServingSignature.ofNode");
        Checkpoint pairs =
                TestModels.checkpoint(Nin.image(4, 4, 2).flatten().dense(2).build("pairs"), 1);
        assertRefused(pairs, ServingSignature.encoded(), "signature encoded takes image files, the model's input is ");
        assertThatThrownBy(() -> ServingSignature.ofNode("7up", "x"))
                .hasMessage("the key of a signature is \"7up\", expected a letter followed by letters, digits and _");
    }

    private void assertRefused(Checkpoint checkpoint, ServingSignature signature, String message) {
        ExportOptions options =
                ExportOptions.builder().signatures(List.of(signature)).build();
        assertThatThrownBy(() -> SavedModelExporter.export(checkpoint, folder, options))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(message);
        assertThat(folder).isEmptyDirectory();
    }

    private static void assertServes(Path version, Checkpoint checkpoint) {
        byte[] pixels = TestModels.pixels(2, TestModels.SIZE, TestModels.SIZE, 1);
        float[][] expected = TestModels.probabilities(checkpoint, pixels, 2);
        try (Predictor predictor = Predictor.open(version)) {
            List<Prediction> predictions = predictor.predict(pixels);
            assertThat(predictions).hasSize(2);
            for (int i = 0; i < 2; i++) {
                for (int c = 0; c < expected[i].length; c++) {
                    assertThat(predictions.get(i).probabilities().get(c)).isCloseTo(expected[i][c], within(1e-6f));
                }
            }
        }
    }

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
