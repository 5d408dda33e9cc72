// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.export.OnnxExporter;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.serving.PredictingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests which runtime runs a version, and models that none can run. */
class ModelLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void theRuntimeIsThatOfTheFormat() {
        Path base = folder.resolve("models");
        try (RunnableModel model = load(SavedModelExporter.export(TestModels.checkpoint(), base))) {
            assertThat(model.runtime()).startsWith("TensorFlow ");
            assertThat(model.producer()).isEqualTo(model.runtime());
        }
        try (RunnableModel model = load(OnnxExporter.export(TestModels.checkpoint(), folder.resolve("onnx")))) {
            assertThat(model.runtime()).startsWith("ONNX Runtime ");
            assertThat(model.producer()).startsWith("nin ");
            assertThat(model.signatures()).containsOnlyKeys("encoded", "serving_default");
        }
    }

    @Test
    void aModelIsRefusedIfItsFileIsDamagedOrWasChanged() throws IOException {
        Path version = OnnxExporter.export(TestModels.checkpoint(), folder);
        Path file = version.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);

        assertThatThrownBy(() -> load(version))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("model " + version + ": model.onnx has SHA-256 ")
                .hasMessageEndingWith("; export the model again");

        Files.delete(version.resolve("assets.extra/nin.json"));
        Files.writeString(file, "not a model");
        assertThatThrownBy(() -> load(version))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("model " + version + " cannot be loaded (")
                .hasMessageEndingWith("); export it again");
    }

    /** Without a manifest, nothing is known of the labels and of the images' fit. */
    @Test
    void aModelWithoutAManifestTakesPixelsOnly() throws IOException {
        Path version = OnnxExporter.export(TestModels.checkpoint(), folder);
        Files.delete(version.resolve("assets.extra/nin.json"));

        try (RunnableModel model = load(version)) {
            assertThat(model.signatures()).containsOnlyKeys("serving_default");
            assertThat(Objects.requireNonNull(model.signatures().get("serving_default"))
                            .getOutputsMap())
                    .containsOnlyKeys("logits", "probabilities", "class_ids");
        }
    }

    @Test
    void optionalLibrariesAreNotNeededForASavedModel() throws IOException, InterruptedException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder.resolve("models"));

        assertThat(PredictingProcess.output(version, folder.resolve("output"))).contains("predicted by version 1");
    }

    @Test
    void anOnnxModelNeedsOnnxRuntime() throws IOException, InterruptedException {
        Path version = OnnxExporter.export(TestModels.checkpoint(), folder.resolve("onnx"));

        assertThat(PredictingProcess.output(version, folder.resolve("output")))
                .contains("refused: model " + version + " is an ONNX model, which needs ONNX Runtime (")
                .contains("); add com.microsoft.onnxruntime:onnxruntime to the class path, or export a SavedModel");
    }

    private static RunnableModel load(Path version) {
        return ModelLoader.load(version, ConfigProto.getDefaultInstance(), Set.of());
    }
}
