// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.nin.command.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code export --format onnx} and the commands on what it writes. */
class OnnxExportTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() {
        TinyModel.checkpoint().write(folder.resolve("checkpoint"));
    }

    @Test
    void writesAFileIntoTheNextVersion() {
        assertThat(export("--format onnx")).isEqualTo(new Console(0, "exported " + folder.resolve("m/1") + "\n", ""));
        assertThat(export("--format onnx --keep 1 --tta flip"))
                .isEqualTo(new Console(0, "exported " + folder.resolve("m/2") + "\n", ""));

        assertThat(folder.resolve("m/1")).doesNotExist();
        assertThat(folder.resolve("m/2/model.onnx")).isRegularFile();
        assertThat(folder.resolve("m/2/assets.extra/nin.json")).isRegularFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format tflite|--format tflite is not known, expected savedmodel or onnx",
                "--format onnx --variables|--variables is set for an ONNX file, expected only for a SavedModel; "
                        + "remove it",
                "--format onnx --grad-cam|--grad-cam is set for an ONNX file, expected only for a SavedModel; "
                        + "remove it",
                "--format onnx --warmup 1|--warmup is set for an ONNX file, expected only for a SavedModel; remove it",
                "--format onnx --batching|--batching is set for an ONNX file, expected only for a SavedModel; "
                        + "remove it"
            })
    void refusesWhatDoesNotFit(String options, String message) {
        assertThat(export(options)).isEqualTo(new Console(2, "", "error: " + message + "\n"));
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"verify", "predict"})
    void otherCommandsTakeSavedModels(String command) {
        export("--format onnx");

        List<String> arguments =
                new ArrayList<>(List.of(command, folder.resolve("m").toString()));
        if (command.equals("predict")) {
            arguments.add("photo.png");
        }
        assertThat(Console.train(arguments.toArray(String[]::new)))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: " + folder.resolve("m/1")
                                + " is an ONNX model, expected a SavedModel; name the folder of another"
                                + " model, or export it in that format\n"));
    }

    private Console export(String options) {
        List<String> arguments = new ArrayList<>(List.of(
                "export",
                "--checkpoint",
                folder.resolve("checkpoint").toString(),
                "--to",
                folder.resolve("m").toString()));
        arguments.addAll(Splitter.on(' ').splitToList(options));
        return Console.train(arguments.toArray(String[]::new));
    }
}
