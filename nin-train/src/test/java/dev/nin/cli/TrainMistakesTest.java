// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.command.Console;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelJson;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each mistake on the training command line: a one-line message, exit code 2, and no files left. */
class TrainMistakesTest {
    private static final String HELP = "; --help lists the options";

    /** Options that keep an undetected mistake from training for minutes, and its run in the test's folder. */
    private static final Map<String, String> TINY =
            Map.of("--train-limit", "32", "--test-limit", "10", "--epochs", "1", "--out", "@run");

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("file"), "mine");
        Files.writeString(folder.resolve("damaged.json"), "{\"format\": 1, \"name\": ");
        Files.writeString(
                folder.resolve("other-size.json"),
                ModelJson.write(Nin.image(32, 32, 3).flatten().dense(10).build("other")));
        Files.createDirectories(folder.resolve("old"));
        Files.writeString(folder.resolve("old/metrics.csv"), "epoch\n");
        Files.createDirectories(folder.resolve("versions/current"));
        Files.writeString(folder.resolve("versions/current/saved_model.pb"), "");
        Files.createDirectories(folder.resolve("digits/3"));
        Files.writeString(folder.resolve("digits/3/a.png"), "");
        Files.createDirectories(folder.resolve("full/999999999999999999"));
        for (String name : List.of("cat", "dog")) {
            Path image = Files.createDirectories(folder.resolve("single").resolve(name))
                    .resolve("1.png");
            ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        }
    }

    @ParameterizedTest
    @MethodSource({"badWords", "badNumbers", "badModels", "badFolders"})
    void refusesAMistake(List<String> mistake, String message) throws IOException {
        assertRefused(mistake, message);
    }

    /** In options and messages, @ stands for the test's folder. */
    static List<Arguments> badWords() {
        return List.of(
                arguments(List.of("--speed"), "--speed is not known, did you mean --seed? --help lists the options"),
                arguments(
                        List.of("quick"),
                        "quick is not known, expected options or one of calibrate, compare, data, doctor, evaluate, export, "
                                + "find-rate, generate-completion, predict, sweep, train, verify, weights" + HELP),
                arguments(
                        List.of("--epochs", "--verbose"),
                        "Expected parameter for option '--epochs' but found '--verbose'" + HELP),
                arguments(
                        List.of("--out", ""), "Invalid value for option '--out': it is empty, expected a path" + HELP),
                arguments(
                        List.of("--export", " "),
                        "Invalid value for option '--export': it is empty, expected a path" + HELP),
                arguments(
                        List.of("--preset", "x"),
                        "--preset x is not known, expected quick, seed, best, cifar or fine-tune"),
                arguments(
                        List.of("--optimizer", "x"),
                        "--optimizer x is not known, expected sgd, momentum, nesterov, adam, adamw, rmsprop or muon"),
                arguments(
                        List.of("--label-smoothing", "1.5"),
                        "--label-smoothing is 1.5, expected at least 0 and below 1, such as 0.1"),
                arguments(
                        List.of("--validation-split", "1"),
                        "--validation-split is 1.0, expected at least 0 and below 1, such as 0.1"),
                arguments(
                        List.of("--validation-split", "NaN"),
                        "--validation-split is NaN, expected at least 0 and below 1, such as 0.1"),
                arguments(
                        List.of("--validation-split", "0.00001"),
                        "--validation-split is 1.0E-5, which is 0 of 32 images, expected at least 1 and fewer than all"),
                arguments(
                        List.of("--augment", "x"),
                        "--augment x is not known, expected none, flip, flip-shift, shift:N, cutout:N, mix-up:X, "
                                + "resized-crop, rotate, jitter or randaugment, joined by commas"),
                arguments(
                        List.of("--augment", "flip,shift:x"),
                        "--augment is shift:x, expected a number of pixels of at least 1"),
                arguments(
                        List.of("--augment", "mix-up:0"),
                        "--augment is mix-up:0, expected a number above 0, such as 0.2"),
                arguments(List.of("--clip-norm", "0"), "--clip-norm is 0.0, expected a number above 0"),
                arguments(
                        List.of("--sharpness-radius", "-1"),
                        "--sharpness-radius is -1.0, expected a number of at least 0, such as 0.05"),
                arguments(
                        List.of("--schedule", "x"),
                        "--schedule x is not known, expected constant, step, cosine, one-cycle, exponential or "
                                + "plateau"),
                arguments(List.of("--device", "tpu"), "--device tpu is not known, expected auto, cpu, gpu or gpu:N"),
                arguments(List.of("--batch", "abc"), "Invalid value for option '--batch': 'abc' is not an int" + HELP),
                arguments(List.of("--seed", "1.5"), "Invalid value for option '--seed': '1.5' is not a long" + HELP),
                arguments(
                        List.of("--epochs", "99999999999"),
                        "Invalid value for option '--epochs': '99999999999' is not an int" + HELP));
    }

    static List<Arguments> badNumbers() {
        return List.of(
                arguments(List.of("--epochs", "0"), "--epochs is 0, expected at least 1"),
                arguments(List.of("--batch", "0"), "--batch is 0, expected at least 1"),
                arguments(List.of("--threads", "0"), "--threads is 0, expected at least 1"),
                arguments(
                        List.of("--threads", "100000"),
                        "--threads is 100000, expected at most 1024; more than the cores of the machine gain nothing"),
                arguments(List.of("--image-size", "0"), "--image-size is 0, expected at least 1"),
                arguments(List.of("--patience", "0"), "--patience is 0, expected at least 1 epoch"),
                arguments(
                        List.of("--batch", "33"),
                        "--batch is 33, more than the 32 training images; use a smaller batch or more images"),
                arguments(List.of("--dropout", "1"), "--dropout is 1.0, expected at least 0 and below 1, such as 0.5"),
                arguments(List.of("--lr", "NaN"), "--lr is NaN, expected a number above 0"),
                arguments(List.of("--lr", "-1"), "--lr is -1.0, expected a number above 0"),
                arguments(List.of("--warmup", "-1"), "--warmup is -1.0 epochs, expected a number of at least 0"),
                arguments(List.of("--weight-decay", "-1"), "--weight-decay is -1.0, expected a number of at least 0"),
                arguments(List.of("--train-limit", "0"), "--train-limit is 0, expected at least 1"),
                arguments(List.of("--test-limit", "-5"), "--test-limit is -5, expected at least 1"));
    }

    static List<Arguments> badModels() {
        return List.of(
                arguments(
                        List.of("--model", "x"),
                        "model \"x\" is not in the zoo, expected one of [alexnet, inception-mini, lenet, nin, nin-cifar, "
                                + "nin-cifar-bn, nin-linear, resnet20, vgg11] "
                                + "or a file that ends in .json"),
                arguments(
                        List.of("--model", "@missing.json"),
                        "--model @missing.json cannot be read (no such file); name a model of the zoo or a file that --model can read"),
                arguments(
                        List.of("--model", "@other-size.json", "--image-size", "32"),
                        "--image-size and --model @other-size.json exclude each other; the file says the size"),
                arguments(
                        List.of("--model", "@other-size.json"),
                        "the images are uint8 28×28×1, the model \"other\" takes UINT8 32×32×3"),
                arguments(
                        List.of("--model", "nin", "--image-size", "40"),
                        "layer 21 `maxPool(3, 2)`: the window 3×3 does not fit the input 1×1×384; "
                                + "use a larger image or a smaller window"));
    }

    static List<Arguments> badFolders() {
        return List.of(
                arguments(
                        List.of("--data", "s3://photos/cats"),
                        "--data s3://photos/cats: it is an address of s3, expected a path on this machine; copy it "
                                + "here, or mount it"),
                arguments(
                        List.of("--export", "models/fashion/1"),
                        "--version is part of the folder models/fashion/1, expected apart from it; name the model's "
                                + "folder models/fashion"),
                arguments(
                        List.of("--data", "@missing"),
                        "--data @missing is not a folder, expected sample, fashion-mnist, a folder of images or a "
                                + "manifest of them"),
                arguments(
                        List.of("--data", "@empty"),
                        "@empty has no folder of images, expected one folder per class, such as cat/1.jpg and "
                                + "dog/1.jpg, or train/ and test/ of such folders; name another"),
                arguments(
                        List.of("--data", "@single", "--model", "lenet"),
                        "--data @single has no test images, and no class has two images or more, so none can be set "
                                + "aside; add images to it"),
                arguments(
                        List.of("--data", "@single", "--model", "lenet", "--validation-split", "0.2"),
                        "--validation-split is 0.2, which is 0 of 2 images, expected at least 1 and fewer than all"),
                arguments(List.of("--out", "@old"), "--out @old already holds a run; name a new folder"),
                arguments(
                        List.of("--out", "@file/run"),
                        "--out @file/run cannot be written (a part of its path is a file); name another folder"),
                arguments(
                        List.of("--export", "@file/model"),
                        "folder @file/model cannot be written (a part of its path is a file); name another"),
                arguments(
                        List.of("--export", "@versions/current"),
                        "@versions/current is a version's folder; name the model's folder above it"),
                arguments(
                        List.of("--export", "@digits"),
                        "@digits/3 has files, but no model, so @digits is not a model's folder; name another"),
                arguments(
                        List.of("--export", "@full"),
                        "folder @full has no version number left above 999999999999999999; name another folder"));
    }

    @Test
    void refusesADamagedModelFile() throws IOException {
        String line = refused(List.of("--model", "@damaged.json"));

        assertThat(line)
                .startsWith("error: --model " + folder + "/damaged.json: model JSON")
                .contains("line 1");
    }

    @ParameterizedTest
    @MethodSource("gpus")
    void refusesAGpuThatIsNotThere(String gpu) throws IOException {
        assumeTrue(
                !TensorFlowRuntime.start(Device.parse("auto"), 0, false)
                        .description()
                        .contains("GPU"),
                "this machine has a GPU, so that asking for one is no mistake");

        assertRefused(
                List.of("--device", gpu),
                "--device " + gpu + ": TensorFlow finds no such GPU; build with -Pgpu on a machine with CUDA 12.5 "
                        + "and cuDNN 9.3, or use the device cpu");
    }

    static List<String> gpus() {
        return List.of("gpu", "gpu:1");
    }

    @Test
    void stopsAtALossThatIsNoNumberAndTakesTheRunBack() throws IOException {
        List<Path> before = files();

        Console console = Console.train(
                "--model",
                "lenet",
                "--image-size",
                "28",
                "--train-limit",
                "64",
                "--test-limit",
                "10",
                "--batch",
                "8",
                "--lr",
                "1e30",
                "--epochs",
                "3",
                "--out",
                folder + "/run",
                "--export",
                folder + "/model");

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .hasLineCount(1)
                .startsWith("error: the loss is NaN in step ")
                .contains("lower the learning rate");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void weightsThatAreNoNumbersAreNotPublished() throws IOException {
        List<Path> before = files();

        Console console = fast("1e30", "--export", folder + "/model");

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .hasLineCount(1)
                .containsPattern("error: a weight of \\S+ is (-?Infinity|NaN) in epoch 1, expected numbers; lower the "
                        + "learning rate");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void tellsThatTheLossDiverges() {
        Console console = fast("1e6");

        assertThat(console.code()).isZero();
        assertThat(console.out()).containsOnlyOnce("diverged: the loss is ").doesNotContain("dead start");
    }

    /** The folder is blocked after the checks, as by a disk that fills up. */
    @Test
    void writesTheReportOfARunWhoseExportFails() throws IOException {
        Path model = folder.resolve("model");
        Path run = folder.resolve("run");
        List<String> words = List.of("--model", "lenet", "--train-limit", "64", "--test-limit", "10", "--epochs", "1");
        Thread blocking = new Thread(() -> {
            try {
                while (!Files.exists(run.resolve("run.json"))) {
                    Thread.sleep(1);
                }
                Files.createDirectories(model.resolve(".lock"));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        blocking.start();

        Console console = Console.train(
                Stream.concat(words.stream(), Stream.of("--out", run.toString(), "--export", model.toString()))
                        .toArray(String[]::new));

        assertThat(console.err())
                .isEqualTo(
                        "error: folder " + model + " cannot be written (Is a directory); name another or make room\n");
        assertThat(console.code()).isEqualTo(2);
        assertThat(console.out()).contains("run: " + run, "report: " + run.resolve("report.html"));
        assertThat(run.resolve("report.html")).isRegularFile();
    }

    /** Trains at far too high a rate. */
    private Console fast(String rate, String... more) {
        List<String> words = new ArrayList<>(List.of("--model", "lenet", "--train-limit", "64", "--test-limit", "10"));
        words.addAll(List.of("--epochs", "1", "--lr", rate, "--out", folder + "/run"));
        words.addAll(List.of(more));
        return Console.train(words.toArray(String[]::new));
    }

    private void assertRefused(List<String> mistake, String message) throws IOException {
        assertThat(refused(mistake)).isEqualTo("error: " + message.replace("@", folder + "/") + "\n");
    }

    /** The line on standard error. */
    private String refused(List<String> mistake) throws IOException {
        List<Path> before = files();
        List<String> words = new ArrayList<>(mistake);
        for (Map.Entry<String, String> option : TINY.entrySet()) {
            if (!mistake.contains(option.getKey())) {
                words.addAll(List.of(option.getKey(), option.getValue()));
            }
        }
        words.replaceAll(word -> word.replace("@", folder + "/"));

        Console console = Console.train(words.toArray(String[]::new));

        assertThat(console.err()).hasLineCount(1).startsWith("error: ");
        assertThat(console.out()).isEmpty();
        assertThat(console.code()).isEqualTo(2);
        assertThat(files()).isEqualTo(before);
        return console.err();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
