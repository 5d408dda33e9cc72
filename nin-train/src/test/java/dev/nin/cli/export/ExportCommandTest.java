// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.base.Splitter;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the commands on exported models, including exit codes and console output. */
class ExportCommandTest {
    private static final String HELP = "; --help lists the options";

    /** Read-only files for the commands below: a run, an exported model, valid and invalid images. */
    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        TinyModel.checkpoint().write(given.resolve("run/checkpoints/epoch-0001"));
        Files.createSymbolicLink(given.resolve("run/best"), Path.of("checkpoints", "epoch-0001"));
        SavedModelExporter.export(TinyModel.checkpoint(), given.resolve("model"));
        SavedModelExporter.export(
                TinyModel.checkpoint(Nin.image(4, 4, 2).flatten().dense(2).build("pairs")),
                given.resolve("two-channels"));
        image(given.resolve("a.png"), 4, 0x20);
        image(given.resolve("b.png"), 4, 0xe0);
        image(given.resolve("large.png"), 5, 0);
        Files.writeString(given.resolve("notes.txt"), "no image");
        Files.writeString(given.resolve("two-labels.txt"), "x\ny\n");
        Files.writeString(given.resolve("gap.txt"), "x\n\nz\n");
        Files.createDirectories(given.resolve("empty"));
        Files.createDirectories(given.resolve("animals/cat"));
        Files.copy(given.resolve("a.png"), given.resolve("animals/cat/a.png"));
        Files.createDirectories(given.resolve("unknown"));
        Files.copy(given.resolve("model/1/saved_model.pb"), given.resolve("unknown/saved_model.pb"));
        Files.createDirectories(given.resolve("garbage"));
        Files.writeString(given.resolve("garbage/saved_model.pb"), "no model");
        flipByte(given.resolve("flipped"));
    }

    @Test
    void exportsTheBestCheckpointOfARun() {
        Console console = run(
                "export",
                "--checkpoint",
                given("run"),
                "--to",
                folder.resolve("m").toString());

        assertThat(console).isEqualTo(new Console(0, "exported " + folder.resolve("m/1") + "\n", ""));
        assertThat(folder.resolve("m/1/saved_model.pb")).isRegularFile();
    }

    @Test
    void exportsACheckpointUnderANumber() {
        Console console = run(
                "export",
                "--checkpoint",
                given("run/checkpoints/epoch-0001"),
                "--to",
                folder.toString(),
                "--version",
                "42");

        assertThat(console).isEqualTo(new Console(0, "exported " + folder.resolve("42") + "\n", ""));
    }

    @Test
    void predictsLabelAndProbabilityOfEachImage() {
        Console console = run("predict", given("model"), given("a.png"), given("b.png"));

        assertThat(console.code()).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out()).isEqualTo(expected("a.png") + expected("b.png"));
    }

    @Test
    void predictsImagesOfAnySize() {
        Console console = run("predict", given("model"), given("large.png"));

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).isEqualTo(expected("large.png"));
    }

    @Test
    void exportsWithEveryOption() throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "coat\nbag\nboot\n");
        Path model = folder.resolve("m");
        for (int i = 0; i < 3; i++) {
            Console console = run(
                    "export",
                    "--checkpoint",
                    given("run"),
                    "--to",
                    model.toString(),
                    "--variables",
                    "--warmup",
                    "1,8",
                    "--labels",
                    folder + "/labels.txt",
                    "--keep",
                    "2",
                    "--grad-cam",
                    "--batching");
            assertThat(console.err()).isEmpty();
            assertThat(console.code()).isZero();
        }

        assertThat(model).isDirectoryNotContaining("glob:**/1");
        assertThat(model.resolve("3/variables/variables.index")).isRegularFile();
        assertThat(model.resolve("3/batching_params.pbtxt")).isRegularFile();
        assertThat(model.resolve("3/assets/labels.txt")).hasContent("coat\nbag\nboot\n");
        assertThat(run("predict", model.toString(), given("a.png")).out()).containsPattern("\t(coat|bag|boot)\t");
        assertThat(run("verify", model.toString()).out())
                .containsPattern("grad_cam +> heat +float +\\[-1, 4, 4]")
                .contains("signature grad_cam", "warm-up of grad_cam");
    }

    @Test
    void verifiesAModel() {
        run("export", "--checkpoint", given("run"), "--to", folder.resolve("m").toString(), "--warmup", "4");

        Console console = run("verify", folder.resolve("m").toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .contains("serving_default  < images         uint8   [-1, 4, 4, 1]\n")
                .contains("encoded          < image_bytes    string  [-1]\n")
                .contains("serving_default  > probabilities  float   [-1, 3]\n")
                .contains("serving_default  > class_ids      int64   [-1]\n")
                .contains("features         > features       float   [-1, 8]\n")
                .containsPattern("model +tiny, SHA-256 [0-9a-f]{16}[.]{3}\n")
                .containsPattern("manifest +3 files unchanged\n")
                .containsPattern("warm-up of serving_default +4 images in [0-9.]+ ms\n")
                .containsPattern("signature encoded +2 images in [0-9.]+ ms\n");
    }

    @Test
    void tellsTheAccuracyOnAFolderOfClasses() throws IOException {
        String line = run("predict", given("model"), given("a.png")).out();
        String label = Splitter.on('\t').splitToList(line).get(1);
        Path right = Files.createDirectories(folder.resolve(label));
        Path wrong = Files.createDirectories(folder.resolve(label.equals("c") ? "0" : "2"));
        Files.copy(given.resolve("a.png"), right.resolve("a.png"));
        Files.copy(given.resolve("a.png"), wrong.resolve("a.png"));
        Files.writeString(right.resolve("notes.txt"), "no image");

        Console console = run("verify", given("model"), "--data", folder.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .endsWith("accuracy on 2 images of " + folder + ": 0.5000; the manifest has no accuracy to compare "
                        + "with\n");
    }

    @Test
    void comparesTheAccuracyWithTheManifests() throws IOException {
        Path data = imagesThatAreRight(4);
        Path run = folder.resolve("run");
        TinyModel.checkpoint().write(run.resolve("checkpoints/epoch-0001"));
        String sha256;
        try (ImageSets sets = DataSource.find(data.toString(), DataOptions.DEFAULT)
                .open(TinyModel.checkpoint().spec().input())) {
            sha256 = sets.test().sha256();
        }
        String found = "accuracy on 4 images of " + data + ": 1.0000";

        Files.writeString(run.resolve("metrics.csv"), "epoch,test_accuracy\n1,0.5\n");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        0,
                        found + "; the manifest has 0.5000 on the training run's test images, which are different "
                                + "images\n",
                        ""));
        Files.writeString(run.resolve("run.json"), "{\"data\":{\"test\":{\"sha256\":\"" + sha256 + "\"}}}");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: " + found + ", expected 0.5000 within 0.2520 as in the manifest on the same images; "
                                + "export the model again\n"));
        Files.writeString(run.resolve("metrics.csv"), "epoch,test_accuracy\n1,0.75\n");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        0,
                        found + "; the manifest has 0.7500 on the same images (up to 0.2520 apart is tolerated)\n",
                        ""));
    }

    @Test
    void namesOfTheTrainingDataDecideWhereTheExportRenamedClasses() throws IOException {
        Checkpoint tiny = TinyModel.checkpoint();
        Checkpoint numbered =
                new Checkpoint(tiny.spec(), tiny.weights(), tiny.slots(), List.of("2", "0", "1"), tiny.step());
        numbered.write(folder.resolve("numbered"));
        String model = folder.resolve("renamed").toString();
        Path labels = Files.writeString(folder.resolve("labels.txt"), "two\nzero\none\n");
        assertThat(run("export", "--checkpoint", folder + "/numbered", "--to", model, "--labels", labels.toString())
                        .code())
                .isZero();
        String label = Splitter.on('\t')
                .splitToList(run("predict", model, given("a.png")).out())
                .get(1);
        String name = Map.of("two", "2", "zero", "0", "one", "1").get(label);
        Path data = Files.createDirectories(folder.resolve("digits").resolve(name));
        Files.copy(given.resolve("a.png"), data.resolve("1.png"));
        Files.copy(given.resolve("a.png"), data.resolve("2.png"));

        Console console =
                run("verify", model, "--data", folder.resolve("digits").toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).contains("accuracy on 2 images of " + folder.resolve("digits") + ": 1.0000");
    }

    /** A folder of one class, whose test images are classified by its name. */
    private Path imagesThatAreRight(int count) throws IOException {
        String line = run("predict", given("model"), given("a.png")).out();
        Path data = folder.resolve("data");
        String label = Splitter.on('\t').splitToList(line).get(1);
        for (String part : List.of("train", "test")) {
            Path right = Files.createDirectories(data.resolve(part).resolve(label));
            for (int i = 0; i < count; i++) {
                Files.copy(given.resolve("a.png"), right.resolve(i + ".png"));
            }
        }
        return data;
    }

    /** Returns the output on a run's export and some images, without the tables above. */
    private Console verified(Path run, Path data) {
        String model = folder.resolve("m").toString();
        run("export", "--checkpoint", run + "/checkpoints/epoch-0001", "--to", model);
        Console console = run("verify", model, "--data", data.toString());
        int at = console.out().indexOf("accuracy on");
        return new Console(console.code(), at < 0 ? "" : console.out().substring(at), console.err());
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
    void verificationFindsWhatWasChanged() throws IOException {
        run("export", "--checkpoint", given("run"), "--to", folder.resolve("m").toString(), "--warmup", "1");
        Path version = folder.resolve("m/1");
        Files.writeString(version.resolve("assets/labels.txt"), "x\ny\nz\n");

        Console console = run("verify", version.toString());

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: model " + version + ": assets/labels.txt has SHA-256 ")
                .endsWith("; export the model again\n")
                .hasLineCount(1);
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

    @Test
    void showsHelp() {
        assertThat(run("--help").out()).contains("nin", "export", "predict");
        assertThat(run("export", "--help").out()).contains("--checkpoint", "--to", "--version");
        assertThat(run("predict", "-h").out()).contains("MODEL_DIR", "IMAGE");
        assertThat(List.of(run("--help").code(), run("export", "--help").code()))
                .containsOnly(0);
        assertThat(run("--help").err()).isEmpty();
    }

    private static String expected(String image) {
        try (Predictor predictor = Predictor.open(given.resolve("model"))) {
            Prediction prediction = predictor.predict(given.resolve(image));
            return String.format(
                    Locale.ROOT, "%s\t%s\t%.4f%n", given(image), prediction.label(), prediction.probability());
        }
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

    private static void image(Path file, int size, int gray) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, gray);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void flipByte(Path checkpoint) throws IOException {
        TinyModel.checkpoint().write(checkpoint);
        Path weights = checkpoint.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
    }
}
