// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that mistakes in the commands on exported models are refused in one line, and write nothing. */
class ExportMistakesTest {
    private static final String HELP = "; --help lists the options";

    /** Read-only files for the commands below. */
    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        GivenFiles.write(given);
    }

    @ParameterizedTest
    @MethodSource({"badExports", "badPredictions", "badVerifications"})
    void refusesMistakesInOneLine(List<String> commandLine, String message) throws IOException {
        List<Path> before = files(given);

        Console console = run(
                commandLine.stream().map(word -> word.replace("@", given + "/")).toArray(String[]::new));

        assertThat(console.err())
                .isEqualTo("error: " + message.replace("@", given + "/") + "\n")
                .hasLineCount(1);
        assertThat(console.out()).isEmpty();
        assertThat(console.code()).isEqualTo(2);
        assertThat(files(given)).isEqualTo(before);
    }

    /** In arguments and messages, @ stands for the folder of the given files. */
    static List<Arguments> badExports() {
        return List.of(
                arguments(List.of("exprot"), "exprot is not known, did you mean export? --help lists the options"),
                arguments(List.of("export"), "Missing required option: '--to=MODEL_DIR'" + HELP),
                arguments(
                        export("@missing", "@out"),
                        "checkpoint @missing is not a folder; name a training run's folder or a checkpoint"),
                arguments(
                        export("@empty", "@out"),
                        "@empty is not a checkpoint: it has no manifest.json; "
                                + "choose a run's folder or a checkpoint in it"),
                arguments(
                        export("@run", "@notes.txt/out"),
                        "folder @notes.txt/out cannot be written (a part of its path is a file); name another or make"
                                + " room"),
                arguments(
                        export("@run", "@model", "--version", "1"),
                        "version @model/1 exists already; give no version to use the next number, 2"),
                arguments(
                        export("@run", "@out", "--version", "-1"),
                        "--version is -1, expected a whole number from 0 to 999999999999999999"),
                arguments(
                        export("@run", "@out", "--version", "two"),
                        "Invalid value for option '--version': 'two' is not a long" + HELP),
                arguments(
                        export("@run", "@out", "--labels", "@two-labels.txt"),
                        "there are 2 labels, expected 3, one per class of the model; list them in the order of the"
                                + " classes"),
                arguments(
                        export("@run", "@out", "--labels", "@missing"),
                        "@missing cannot be read (no such file), expected a text file with a class's name on each"
                                + " line"),
                arguments(
                        export("@run", "@out", "--labels", "@gap.txt"),
                        "@gap.txt: line 2 is empty, expected a class's name on each line"),
                arguments(
                        export("@run", "@out", "--warmup", "1,0"),
                        "--warmup has a batch size of 0, expected 1 to 4096"),
                arguments(export("@run", "@out", "--keep", "0"), "--keep is 0, expected at least 1"),
                arguments(
                        export("@run", "@model/1"), "@model/1 is a version's folder; name the model's folder above it"),
                arguments(export("@run", "@out", "--fast"), "--fast is not known to nin export" + HELP));
    }

    static List<Arguments> badPredictions() {
        return List.of(
                arguments(List.of("predict", "@model"), "Missing required parameter: 'IMAGE'" + HELP),
                arguments(
                        List.of("predict", "@empty", "@a.png"),
                        "@empty contains no model: neither saved_model.pb nor model.onnx nor a version such as 1; "
                                + "name a folder written by export"),
                arguments(
                        List.of("predict", "@missing", "@a.png"),
                        "@missing contains no model: neither saved_model.pb nor model.onnx nor a version such as 1; "
                                + "name a folder written by export"),
                arguments(
                        List.of("predict", "@garbage", "@a.png"),
                        "model @garbage cannot be loaded (Protocol message tag had invalid wire type.); export it"
                                + " again"),
                arguments(
                        List.of("predict", "@model", "@missing.png"),
                        "image @missing.png is not a file; name a JPEG, PNG or BMP file"),
                arguments(
                        List.of("predict", "@model", "@notes.txt"),
                        "image @notes.txt cannot be read: it is not an image: neither JPEG nor PNG nor BMP"),
                arguments(
                        List.of("predict", "@two-channels", "@a.png"),
                        "the model takes images of 2 channels, an image file has 1 or 3"));
    }

    static List<Arguments> badVerifications() {
        return List.of(
                arguments(
                        List.of("verify", "@empty"),
                        "@empty contains no model: neither saved_model.pb nor model.onnx nor a version such as 1; "
                                + "name a folder written by export"),
                arguments(
                        List.of("verify", "@garbage"),
                        "model @garbage cannot be loaded (Protocol message tag had invalid wire type.); export it"
                                + " again"),
                arguments(
                        List.of("verify", "@model", "--data", "@notes.txt"),
                        "--data @notes.txt is not a folder, expected sample, fashion-mnist, a folder of images or a "
                                + "manifest of them"),
                arguments(
                        List.of("verify", "@model", "--data", "@empty"),
                        "@empty has no folder of images, expected one folder per class, such as cat/1.jpg and "
                                + "dog/1.jpg, or train/ and test/ of such folders; name another"),
                arguments(
                        List.of("verify", "@model", "--data", "@animals"),
                        "--data @animals: the class cat is not a label of the model, expected one of a, b, c; "
                                + "write - or _ for /, or the label's index from 0"),
                arguments(
                        List.of("verify", "@unknown", "--data", "@animals"),
                        "model @unknown has no manifest with labels for --data; omit --data, or "
                                + "use a model that this library exported"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.json|{\"seed\":|not JSON",
                "run.json|[1]|not a JSON object",
                "run.json||not a JSON object",
                "metrics.csv|epoch,loss\\n1,NaN|not a metrics file: loss in line 2 is \"NaN\", expected a number",
                "metrics.csv|epoch,loss\\n1,0.5,3|not a metrics file: line 2 has 3 values for the 2 names of line 1"
            })
    void blamesADamagedFileOfTheRun(String name, String text, String problem) throws IOException {
        Path run = folder.resolve("run");
        TinyModel.checkpoint().write(run.resolve("checkpoints/epoch-0001"));
        Files.writeString(run.resolve(name), text == null ? "" : text.replace("\\n", "\n"));

        Console console = run(
                "export",
                "--checkpoint",
                run + "/checkpoints/epoch-0001",
                "--to",
                folder.resolve("m").toString());

        assertThat(console)
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: the training run's " + run.resolve(name) + " is " + problem
                                + "; fix it, or remove it to export without it\n"));
        assertThat(folder.resolve("m")).isDirectoryNotContaining("glob:**/{1,.unfinished*}");
    }

    @Test
    void refusesADamagedCheckpoint() {
        Console console = run(
                "export",
                "--checkpoint",
                given("flipped"),
                "--to",
                folder.resolve("m").toString());

        assertThat(console.err())
                .startsWith("error: checkpoint " + given("flipped") + ": weights.safetensors has SHA-256 ")
                .endsWith("; the file was changed, use another checkpoint\n")
                .hasLineCount(1);
        assertThat(console.out()).isEmpty();
        assertThat(console.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> export(String checkpoint, String to, String... more) {
        return Stream.concat(Stream.of("export", "--checkpoint", checkpoint, "--to", to), Stream.of(more))
                .toList();
    }

    private static Console run(String... arguments) {
        return Console.train(arguments);
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
