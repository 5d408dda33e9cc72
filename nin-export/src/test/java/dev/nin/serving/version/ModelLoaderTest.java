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
    }

    /** ONNX files of others may refer to other files, and have any size once they run. */
    @Test
    void aModelOfAnotherLibraryIsRefused() throws IOException {
        Path version = OnnxExporter.export(TestModels.checkpoint(), folder);
        Files.delete(version.resolve("assets.extra/nin.json"));

        assertThatThrownBy(() -> load(version))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + " has no manifest, expected an ONNX file that this library exported;"
                        + " run it in ONNX Runtime directly");
    }

    @Test
    void optionalLibrariesAreNotNeededForASavedModel() throws IOException, InterruptedException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder.resolve("models"));

        assertThat(PredictingProcess.output(version, folder.resolve("output")))
                .contains("without micrometer-core and onnxruntime, predicted by version 1");
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
