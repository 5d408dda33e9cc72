// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.nin.command.Console;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
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

    @Test
    void otherCommandsRunItInOnnxRuntime() throws IOException {
        Path image = image(folder.resolve("photo.png"), 5);
        export("--format onnx");
        String model = folder.resolve("m").toString();
        String predicted = Console.train("predict", model, image.toString()).out();
        Console.train(
                "export",
                "--checkpoint",
                folder.resolve("checkpoint").toString(),
                "--to",
                folder.resolve("s").toString());

        assertThat(predicted).isNotEmpty();
        assertThat(predicted)
                .isEqualTo(Console.train("predict", folder.resolve("s").toString(), image.toString())
                        .out());
        assertThat(Console.train("verify", model).out())
                .containsPattern("run by +ONNX Runtime ")
                .containsPattern("signature encoded +2 images in ")
                .doesNotContain("quantization");
    }

    @Test
    void numbersOfEightBitsHaveTheRangesOfTrainingImages() throws IOException {
        Path photos = photos();
        assertThat(export("--format onnx --int8 " + photos))
                .isEqualTo(new Console(0, "exported " + folder.resolve("m/1") + "\n", ""));

        assertThat(Console.train("verify", folder.resolve("m").toString()).out())
                .containsPattern("quantization +8 bits, calibrated on [0-9]+ images")
                .containsPattern("size +0\\.0 MB; 47 parameters, ");
        assertThat(export("--int8 " + photos))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: --int8 is set for a SavedModel, expected only for an ONNX file; add --format onnx\n"));
    }

    /** Writes ten images of each class. */
    private Path photos() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Path of = Files.createDirectories(folder.resolve("photos").resolve(name));
            for (int i = 0; i < 10; i++) {
                image(of.resolve(i + ".png"), name.hashCode() * 31 + i);
            }
        }
        return folder.resolve("photos");
    }

    private static Path image(Path file, int seed) throws IOException {
        byte[] pixels = new byte[16];
        new Random(seed).nextBytes(pixels);
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, 4, 4, pixels);
        ImageIO.write(image, "png", file.toFile());
        return file;
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
