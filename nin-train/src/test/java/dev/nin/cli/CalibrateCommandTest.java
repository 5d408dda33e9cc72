// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.RunLock;
import dev.nin.command.Console;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.task.Classification;
import dev.nin.train.evaluation.CalibratedModel;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.evaluation.Predictions;
import dev.nin.train.evaluation.TemperatureFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests that trainings with validation images, and the command, store a temperature in the best checkpoint. */
class CalibrateCommandTest {
    private static final Pattern LINE =
            Pattern.compile("calibrated: temperature (\\d+\\.\\d\\d) by \\d+ validation images");

    @TempDir
    private static Path shared;

    private static Console trained;

    @TempDir
    private Path folder;

    private Path run;

    @BeforeAll
    static void train() {
        trained = Console.train(words(shared.resolve("run"), "--epochs", "2"));
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
    }

    private static String[] words(Path out, String... more) {
        String all =
                "--model lenet --image-size 28 --train-limit 256 --test-limit 50 --threads 2 --device cpu --batch 16"
                        + " --optimizer adam --schedule constant --validation-split 0.25 --out " + out;
        return Stream.concat(Splitter.on(' ').splitToStream(all), Stream.of(more))
                .toArray(String[]::new);
    }

    @BeforeEach
    void copy() throws IOException {
        run = folder.resolve("run");
        Folders.copy(shared.resolve("run"), run);
    }

    @Test
    void aTrainingStoresTheTemperatureOfItsValidationImages() throws IOException {
        Matcher line = LINE.matcher(trained.out());
        assertThat(line.find()).as(trained.out()).isTrue();
        assertThat(line.end()).isLessThan(trained.out().indexOf("report: "));
        Checkpoint best = Checkpoint.read(run.resolve("best"));
        assertThat(temperature(best)).isNotEqualTo(1).isBetween(0.05f, 20f);
        assertThat(String.format(Locale.ROOT, "%.2f", temperature(best))).isEqualTo(line.group(1));

        Path link = Files.readSymbolicLink(run.resolve("best"));
        assertThat(link.toString()).matches("checkpoints/epoch-000[12]-calibrated-1");
        Checkpoint original = Checkpoint.read(run.resolve(link.toString().replace("-calibrated-1", "")));
        assertThat(temperature(original)).isEqualTo(1);
        assertThat(best.withGoals(original.goals())).isEqualTo(original);

        try (ImageSets sets = DataSource.load("sample").limit(256, 50).validate(0.25, 1)) {
            List<ValidationLoss> losses = Stream.of(original, best)
                    .map(each -> new ValidationLoss(each, sets))
                    .toList();
            assertThat(losses.get(1).value()).isLessThanOrEqualTo(losses.get(0).value());
            assertThat(CalibratedModel.fit(
                                    best, List.of(sets.validation().orElseThrow()), ConfigProto.getDefaultInstance())
                            .orElseThrow()
                            .checkpoint())
                    .isEqualTo(best);
        }
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("The model divides its logits by a temperature of " + line.group(1));
    }

    /** The negative log-likelihood of the validation images. */
    private record ValidationLoss(Checkpoint checkpoint, ImageSets sets) {
        double value() {
            try (Evaluator evaluator = Evaluator.of(checkpoint, ConfigProto.getDefaultInstance())) {
                Predictions predictions = evaluator.predict(sets.validation().orElseThrow());
                return TemperatureFit.negativeLogLikelihood(predictions);
            }
        }
    }

    @Test
    void moreEpochsGiveTheRunOfAsManyEpochs() throws IOException {
        Console extended = Console.train("--resume", run.toString(), "--epochs", "4");
        Console whole = Console.train(words(folder.resolve("whole"), "--epochs", "4"));

        assertThat(extended.err()).isEmpty();
        assertThat(extended.out()).contains("Epoch 3/4").containsPattern(LINE);
        assertThat(whole.out()).containsPattern(LINE);
        assertThat(Folders.hashes(run.resolve("checkpoints")))
                .containsAllEntriesOf(Folders.hashes(folder.resolve("whole/checkpoints")));
        assertThat(Files.readSymbolicLink(run.resolve("best")))
                .isEqualTo(Files.readSymbolicLink(folder.resolve("whole/best")));
    }

    @Test
    void aRunThatWasKilledBeforeItsReportIsCalibratedAgain() throws IOException {
        Map<String, String> before = Folders.hashes(run.resolve("checkpoints"));
        Files.delete(run.resolve("report.html"));

        Console resumed = Console.train("--resume", run.toString());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out()).containsPattern(LINE);
        assertThat(Folders.hashes(run.resolve("checkpoints"))).isEqualTo(before);
    }

    @Test
    void theCommandReplacesTheTemperature() throws IOException {
        float before = temperature(Checkpoint.read(run.resolve("best")));
        Console first = Console.train("calibrate", run.toString(), "--data", "sample", "--limit", "100");
        Checkpoint of100 = Checkpoint.read(run.resolve("best"));
        Console again = Console.train("calibrate", run.toString(), "--data", "sample", "--limit", "100");

        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .matches("calibrated: temperature \\d+\\.\\d\\d by 100 images of sample; their expected calibration"
                        + " error was 0\\.\\d{4} and is 0\\.\\d{4}\n");
        assertThat(temperature(of100)).isNotEqualTo(before);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(Checkpoint.read(run.resolve("best"))).isEqualTo(of100);
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            assertThat(checkpoints.map(path -> path.getFileName().toString()))
                    .hasSize(3)
                    .contains("epoch-0001", "epoch-0002");
        }
        assertThat(Console.train("evaluate", run.toString(), "--data", "sample").out())
                .isEqualTo(Console.train("evaluate", shared + "/run", "--data", "sample")
                        .out());
        Console exported = Console.train("export", "--checkpoint", run.toString(), "--to", folder + "/model");
        assertThat(exported.err()).isEmpty();
        // The epoch's accuracy is found although the checkpoint is a calibrated copy.
        assertThat(Console.train("verify", folder + "/model", "--data", "sample")
                        .out())
                .contains("the manifest has ")
                .doesNotContain("has no accuracy");
    }

    @Test
    void mistakesAreRefusedInOneLine() throws IOException {
        assertMistake(
                Console.train("calibrate", folder + "/none", "--data", "sample"),
                "run " + folder + "/none is not a folder; name a training run's folder");
        assertMistake(
                Console.train("calibrate", folder.toString(), "--data", "sample"),
                "run " + folder + " has no best checkpoint; name a training run's folder");
        assertMistake(
                Console.train("calibrate", run.toString(), "--data", "sample", "--limit", "0"),
                "--limit is 0, expected at least 1");
        try (RunLock lock = RunLock.take(run)) {
            assertThat(lock).isNotNull();
            assertMistake(
                    Console.train("calibrate", run.toString(), "--data", "sample"),
                    "the run in " + run + " is being written by process "
                            + ProcessHandle.current().pid() + "; wait for it to end or stop it first");
        }
        Files.createDirectories(folder.resolve("unlabeled"));
        Console unlabeled = Console.train("calibrate", run.toString(), "--data", folder + "/unlabeled");
        assertThat(unlabeled.err()).startsWith("error: ").hasLineCount(1);
        assertThat(unlabeled.code()).isEqualTo(2);
        assertThat(Console.train("calibrate", run.toString()).err()).contains("Missing required option: '--data");
        assertThat(Folders.hashes(run)).isEqualTo(Folders.hashes(shared.resolve("run")));
    }

    private static void assertMistake(Console console, String message) {
        assertThat(console.err()).isEqualTo("error: " + message + "\n");
        assertThat(console.code()).isEqualTo(2);
    }

    private static float temperature(Checkpoint checkpoint) {
        return ((Classification) checkpoint.goals().goals().get(0).task()).temperature();
    }
}
