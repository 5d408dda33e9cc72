// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.RunDescription;
import dev.nin.command.Console;
import dev.nin.data.source.DataSource;
import dev.nin.model.ModelJson;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the output and the files of the training command. */
class TrainCommandTest {
    /** A run of two epochs and its exported model. The tests read it and may export next to it. */
    @TempDir
    private static Path shared;

    private static Console first = new Console(-1, "", "");

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        first = Console.train(tiny(shared.resolve("run"), "--epochs", "2", "--export", shared + "/model"));
    }

    @Test
    void trainsAndSaysSo() {
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        List<String> lines = first.out().lines().toList();
        assertThat(lines).hasSize(12);
        assertThat(lines.subList(0, 5))
                .containsExactly(
                        "model   lenet with 61,706 parameters (preset quick)",
                        "data    sample (64 training and 50 test images, 10 classes)",
                        "images  28×28 (as requested)",
                        "device  on CPU with 2 threads (found: CPU), oneDNN on",
                        "run     " + shared.resolve("run"));
        assertThat(lines.get(5)).matches(" +train +test");
        assertThat(lines.get(6)).matches(" +loss accuracy +loss accuracy  images/s");
        assertThat(lines.get(7)).matches("Epoch 1/2( +\\d\\.\\d{4} +0\\.\\d{4}){2} +\\d+");
        assertThat(lines.get(8)).startsWith("Epoch 2/2 ");
        assertThat(lines.get(9)).isEqualTo("run: " + shared.resolve("run"));
        assertThat(lines.get(10)).isEqualTo("exported: " + shared.resolve("model/1"));
        assertThat(lines.get(11)).isEqualTo("report: " + shared.resolve("run/report.html"));
    }

    @Test
    void verboseSaysWhatTakesHowLong() {
        Console console =
                Console.train(tiny(folder.resolve("run"), "--epochs", "1", "--verbose", "--export", folder + "/model"));
        assertThat(console.code()).isZero();
        assertThat(console.err().lines().map(line -> line.replaceFirst("time +\\d+\\.\\d\\d s ", "")))
                .containsExactly(
                        "Java and options",
                        "TensorFlow and images",
                        "graph and first step",
                        "training",
                        "export",
                        "report");
    }

    @Test
    void writesNoEscapeCodesAndCarriageReturnsIntoAPipe() {
        assertThat(first.out() + first.err() + Console.train("--help").out()).doesNotContain("\u001b", "\r");
    }

    @Test
    void keepsARowOfMetricsForEachEpoch() throws IOException {
        List<String> rows = Files.readAllLines(shared.resolve("run/metrics.csv"));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .isEqualTo("epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
                        + "test_accuracy,learning_rate,images_per_second,seconds");
        for (int epoch = 1; epoch <= 2; epoch++) {
            List<String> values = Splitter.on(',').splitToList(rows.get(epoch));
            assertThat(values).hasSize(10);
            assertThat(values.get(0)).isEqualTo(Integer.toString(epoch));
            assertThat(values.subList(3, 5)).containsExactly("", "");
            assertThat(Double.parseDouble(values.get(5))).isBetween(0.1, 10.0);
            assertThat(Double.parseDouble(values.get(9))).isPositive();
        }
    }

    @Test
    void leavesNothingElseInTheRunsFolder() throws IOException {
        assertThat(names(shared.resolve("run")))
                .containsExactly(
                        ".lock",
                        "best",
                        "calibration.png",
                        "checkpoints",
                        "confusion.png",
                        "curves.png",
                        "features.png",
                        "filters.png",
                        "grad-cam.png",
                        "metrics.csv",
                        "mistakes.png",
                        "report.html",
                        "run.json",
                        "tensorboard");
        assertThat(names(shared.resolve("run/tensorboard")))
                .hasSize(3)
                .contains("test", "train")
                .anyMatch(name -> name.startsWith("events.out.tfevents."));
        assertThat(names(shared.resolve("run/checkpoints"))).containsExactly("epoch-0001", "epoch-0002");
        assertThat(Files.readSymbolicLink(shared.resolve("run/best"))).isEqualTo(Path.of("checkpoints/epoch-0002"));
        Checkpoint best = Checkpoint.read(shared.resolve("run/best"));
        assertThat(best.step()).isEqualTo(4);
        assertThat(best.spec().name()).isEqualTo("lenet");
    }

    @Test
    void describesTheRun() throws IOException {
        JsonNode run = new JsonMapper().readTree(shared.resolve("run/run.json").toFile());

        assertThat(run.at("/arguments/0").asText()).isEqualTo("--model");
        assertThat(run.at("/preset").asText()).isEqualTo("quick");
        assertThat(run.at("/configuration/epochs").asInt()).isEqualTo(2);
        assertThat(run.at("/configuration/seed").asInt()).isEqualTo(1);
        assertThat(run.at("/configuration/clipNorm").asDouble()).isEqualTo(1);
        assertThat(run.at("/versions/nin").asText()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(run.at("/versions/tensorflow").asText()).startsWith("2.");
        assertThat(run.at("/data/train/images").asInt()).isEqualTo(64);
        assertThat(run.at("/data/test/sha256").asText())
                .isEqualTo(DataSource.load("sample").test().limit(50).sha256());
        assertThat(run.at("/model/sha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void setsImagesAsideToChooseTheBestCheckpointBy() throws IOException {
        Path run = folder.resolve("run");
        Console split = Console.train(tiny(run, "--epochs", "2", "--validation-split", "0.25"));

        assertThat(split.code()).isZero();
        assertThat(split.out())
                .contains("(47 training, 17 validation and 50 test images, 10 classes)")
                .containsPattern(" train +validation +test\n")
                .containsPattern("Epoch 2/2( +\\d\\.\\d{4} +0\\.\\d{4}){3} +\\d+\n");
        List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
        assertThat(Double.parseDouble(Splitter.on(',').splitToList(rows.get(1)).get(3)))
                .isBetween(0.1, 10.0);
    }

    @Test
    void exportsTheNextVersionNextTime() {
        Console second = Console.train(tiny(folder.resolve("run"), "--epochs", "1", "--export", shared + "/model"));

        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("exported: " + shared.resolve("model/2") + "\n");
        try (Predictor predictor = Predictor.open(shared.resolve("model"))) {
            Prediction prediction = predictor.predict(new byte[28 * 28]).get(0);
            assertThat(predictor.folder()).isEqualTo(shared.resolve("model/2"));
            assertThat(prediction.probabilities()).hasSize(10);
            assertThat(DataSource.load("sample").train().classes()).contains(prediction.label());
        }
    }

    @Test
    void trainsAModelOfAFile() throws IOException {
        Checkpoint best = Checkpoint.read(shared.resolve("run/best"));
        Path file = Files.writeString(folder.resolve("mine.json"), ModelJson.write(best.spec()));

        Console console = Console.train(
                "--model",
                file.toString(),
                "--train-limit",
                "32",
                "--test-limit",
                "10",
                "--epochs",
                "1",
                "--out",
                folder + "/run");

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(Checkpoint.read(folder.resolve("run/best")).spec()).isEqualTo(best.spec());
    }

    @Test
    void printsTheSeedsTable() throws IOException {
        List<String> reference = Resources.readLines(
                Resources.getResource(TrainCommandTest.class, "nin-summary-1x224x224.tsv"), StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        for (String row : reference.subList(1, reference.size())) {
            List<String> cells = Splitter.on('\t').splitToList(row);
            expected.add(cells.get(0) + " " + cells.get(1) + " " + cells.get(2));
        }

        Console console = Console.train("--summary=torch", "--image-size", "224");

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        List<String> lines = console.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertThat(lines.stream()
                        .filter(line -> line.matches("[A-Za-z0-9]+-\\d+ \\[.*"))
                        .map(line -> line.replaceAll("(\\d),(\\d{3})$", "$1$2"))
                        .toList())
                .hasSize(30)
                .isEqualTo(expected);
        assertThat(lines).contains("Total params: 1,992,166", "Trainable params: 1,992,166");
    }

    @Test
    void trainsWithAndWithoutItsName() {
        assertThat(TrainCommand.withoutName("train", "--epochs", "2")).containsExactly("--epochs", "2");
        assertThat(TrainCommand.withoutName("--data", "train")).containsExactly("--data", "train");
        assertThat(TrainCommand.program().getSubcommands()).containsKey("train");
    }

    @Test
    void showsHelp() {
        Console console = Console.train("--help");

        assertThat(console.code()).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .contains("--preset", "--train-limit", "--export", "auto, cpu, gpu or gpu:N", "doctor");
    }

    @Test
    void showsItsVersion() {
        Console console = Console.train("--version");

        assertThat(console.code()).isZero();
        assertThat(console.out()).isEqualTo("nin " + RunDescription.version() + System.lineSeparator());
    }

    @Test
    void givesEachOptionALineOfTheHelp() {
        List<String> lines = Console.train("--help").out().lines().toList();

        assertThat(lines)
                .hasSizeBetween(24, 90)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines)
                .contains("Examples:", "  --train-limit=N            Maximum number of training images.")
                .containsAll(HelpLayout.HEADINGS.values());
    }

    @Test
    void completesCommandsInAShell() throws Exception {
        Console console = Console.train("generate-completion");
        Path script = Files.writeString(folder.resolve("completion"), console.out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script
                                + "; COMP_WORDS=(nin --pres); COMP_CWORD=1; COMP_LINE='nin-train --pres'; "
                                + "_complete_nin; echo ${COMPREPLY[@]}")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("--preset\n");
        assertThat(console.code()).isZero();
    }

    @Test
    void checksThatOneBatchIsOverfitted() {
        Console learned = Console.train(tiny(folder.resolve("run"), "--check", "--optimizer", "adam", "--lr", "0.01"));
        Console failed = Console.train(tiny(folder.resolve("run"), "--check", "--lr", "1e-20"));

        assertThat(learned.out()).contains("check: the model overfits one batch (32 images, ");
        assertThat(learned.code()).isZero();
        assertThat(failed.err())
                .startsWith("error: --check: the model did not overfit one batch (32 images, 300 steps: loss ")
                .hasLineCount(1);
        assertThat(failed.code()).isEqualTo(2);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void stopsWithoutPatience() throws IOException {
        Path run = folder.resolve("run");

        Console console = Console.train(tiny(run, "--epochs", "9", "--patience", "1", "--lr", "1e-20"));

        assertThat(console.code()).isZero();
        assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(3);
    }

    static String[] tiny(Path out, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--model",
                                "lenet",
                                "--image-size",
                                "28",
                                "--train-limit",
                                "64",
                                "--test-limit",
                                "50",
                                "--threads",
                                "2",
                                "--device",
                                "cpu",
                                "--out",
                                out.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
