package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.dsl.Nin;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line of this module, down to its exit codes and the words on the console. */
class ExportCommandTest {
    private static final String HELP = "; --help lists the options";

    /** Files that the commands below name: a run, an exported model, images good and bad. Nobody changes them. */
    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        TestModels.checkpoint().write(given.resolve("run/checkpoints/epoch-0001"));
        Files.createSymbolicLink(given.resolve("run/best"), Path.of("checkpoints", "epoch-0001"));
        SavedModelExporter.export(TestModels.checkpoint(), given.resolve("model"));
        SavedModelExporter.export(
                TestModels.checkpoint(Nin.image(4, 4, 2).flatten().dense(2).build("pairs"), 1),
                given.resolve("two-channels"));
        image(given.resolve("a.png"), 4, 0x20);
        image(given.resolve("b.png"), 4, 0xe0);
        image(given.resolve("large.png"), 5, 0);
        Files.writeString(given.resolve("notes.txt"), "no image");
        Files.createDirectories(given.resolve("empty"));
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
        assertThat(console.out()).isEqualTo(expected("a.png", 0x20) + expected("b.png", 0xe0));
    }

    @ParameterizedTest
    @MethodSource({"badExports", "badPredictions"})
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

    /** In words and messages, @ stands for the folder of the given files. */
    static List<Arguments> badExports() {
        return List.of(
                arguments(List.of(), "no sub-command is given, expected export or predict" + HELP),
                arguments(List.of("exprot"), "Unmatched argument at index 0: 'exprot'" + HELP),
                arguments(
                        List.of("export"),
                        "Missing required options: '--checkpoint=RUN_OR_CHECKPOINT', '--to=MODEL_DIR'" + HELP),
                arguments(
                        export("@missing", "@out"),
                        "--checkpoint @missing is no folder; name a training run's folder or a checkpoint"),
                arguments(
                        export("@empty", "@out"),
                        "@empty is no checkpoint: it has no manifest.json; name a run's folder or a checkpoint in it"),
                arguments(
                        export("@run", "@notes.txt/out"),
                        "folder @notes.txt/out cannot be written (a part of its path is a file); name another or make room"),
                arguments(
                        export("@run", "@model", "--version", "1"),
                        "version @model/1 exists already; leave --version out for the next number, 2"),
                arguments(
                        export("@run", "@out", "--version", "-1"),
                        "--version is -1, expected a whole number from 0 to 999999999999999999"),
                arguments(
                        export("@run", "@out", "--version", "two"),
                        "Invalid value for option '--version': 'two' is not a long" + HELP),
                arguments(export("@run", "@out", "--fast"), "Unknown option: '--fast'" + HELP));
    }

    static List<Arguments> badPredictions() {
        return List.of(
                arguments(List.of("predict", "@model"), "Missing required parameter: 'IMAGE'" + HELP),
                arguments(
                        List.of("predict", "@empty", "@a.png"),
                        "@empty holds no model: neither saved_model.pb nor a version such as 1; "
                                + "name a folder that export wrote"),
                arguments(
                        List.of("predict", "@missing", "@a.png"),
                        "@missing holds no model: neither saved_model.pb nor a version such as 1; "
                                + "name a folder that export wrote"),
                arguments(List.of("predict", "@garbage", "@a.png"), "model @garbage cannot be loaded; export it again"),
                arguments(
                        List.of("predict", "@model", "@missing.png"),
                        "image @missing.png is no file; name a PNG or JPEG file"),
                arguments(
                        List.of("predict", "@model", "@large.png"),
                        "image @large.png is 5×5 (height×width), the model takes 4×4; resize it first"),
                arguments(
                        List.of("predict", "@model", "@notes.txt"),
                        "image @notes.txt is neither PNG, JPEG, GIF nor BMP; convert it to PNG"),
                arguments(
                        List.of("predict", "@two-channels", "@a.png"),
                        "the model takes images of 2 channels, an image file has 1 or 3"));
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
        assertThat(run("--help").out()).contains("nin-export", "export", "predict");
        assertThat(run("export", "--help").out()).contains("--checkpoint", "--to", "--version");
        assertThat(run("predict", "-h").out()).contains("MODEL_DIR", "IMAGE");
        assertThat(List.of(run("--help").code(), run("export", "--help").code()))
                .containsOnly(0);
        assertThat(run("--help").err()).isEmpty();
    }

    private static String expected(String image, int grey) {
        byte[] pixels = new byte[16];
        Arrays.fill(pixels, (byte) grey);
        float[] probabilities = TestModels.probabilities(TestModels.checkpoint(), pixels, 1)[0];
        int likeliest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            likeliest = probabilities[c] > probabilities[likeliest] ? c : likeliest;
        }
        String label = List.of("a", "b", "c").get(likeliest);
        return String.format(Locale.ROOT, "%s\t%s\t%.4f%n", given(image), label, probabilities[likeliest]);
    }

    private static List<String> export(String checkpoint, String to, String... more) {
        return Stream.concat(Stream.of("export", "--checkpoint", checkpoint, "--to", to), Stream.of(more))
                .toList();
    }

    private static Console run(String... arguments) {
        return Console.of(new ExportCommand(), arguments);
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static void image(Path file, int size, int grey) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, grey);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void flipByte(Path checkpoint) throws IOException {
        TestModels.checkpoint().write(checkpoint);
        Path weights = checkpoint.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
    }
}
