// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.cli.run.RunLock;
import dev.nin.command.Console;
import dev.nin.data.binary.CifarBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the command resumes interrupted runs from their folders. */
class ResumeCommandTest {
    /** A run of two epochs of four steps, with a checkpoint after each step. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path run;

    @BeforeAll
    static void train() {
        Console whole = Console.train(words(shared.resolve("whole")));
        assertThat(whole.err()).isEmpty();
        assertThat(whole.code()).isZero();
    }

    /**
     * Returns a copy of the run, as if its process had ended after the sixth step and its last writes had been lost.
     */
    @BeforeEach
    void interrupt() throws IOException {
        run = folder.resolve("run");
        Folders.copy(shared.resolve("whole"), run);
        for (String later : List.of("epoch-0001-step-00000007", "epoch-0002")) {
            delete(run.resolve("checkpoints").resolve(later));
        }
        Files.delete(run.resolve("report.html"));
    }

    @Test
    void goesOnAtTheVeryStep() throws IOException {
        Console resumed = Console.train("--resume", run.toString());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out())
                .contains("from    " + run + "/checkpoints/epoch-0001-step-00000006\n", "Epoch 2/2 ")
                .doesNotContain("Epoch 1/2 ")
                .endsWith("report: " + run + "/report.html\n");
        assertSameAsWhole();
    }

    @Test
    void namesDamagedCheckpointsAndPassesThemOver() throws IOException {
        Path checkpoints = run.resolve("checkpoints");
        damage(checkpoints.resolve("epoch-0001-step-00000006/weights.safetensors"));
        damage(checkpoints.resolve("epoch-0001-step-00000005/training.json"));
        delete(checkpoints.resolve("epoch-0001/slots.safetensors"));

        Console resumed = Console.train("--resume", run.toString());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        List<String> lines = resumed.out().lines().toList();
        assertThat(lines.get(0))
                .startsWith(
                        "skipped: checkpoint " + checkpoints + "/epoch-0001-step-00000006: weights.safetensors has");
        assertThat(lines.get(1)).startsWith("skipped: ").contains("epoch-0001-step-00000005: training.json has");
        assertThat(lines.get(2)).startsWith("skipped: ").contains("epoch-0001: slots.safetensors is missing");
        assertThat(lines).contains("from    " + checkpoints + "/epoch-0000-step-00000003");
        assertSameAsWhole();
    }

    @Test
    void beginsAgainWhereThereIsNoCheckpointYet() throws IOException {
        delete(run.resolve("checkpoints"));
        delete(run.resolve("tensorboard"));
        Files.delete(run.resolve("metrics.csv"));

        Console resumed = Console.train("--resume", run.toString());

        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).doesNotContain("from  ").contains("Epoch 1/2 ");
        assertSameAsWhole();
    }

    @Test
    void saysThatAFinishedRunIsFinished() throws IOException {
        Map<String, String> before = Folders.hashes(shared.resolve("whole"));

        Console resumed = Console.train("--resume", shared + "/whole");

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out())
                .isEqualTo("run " + shared + "/whole is already finished; its best checkpoint is " + shared
                        + "/whole/best; to train more epochs, add --epochs with a number above 2\n");
        assertThat(Folders.hashes(shared.resolve("whole"))).isEqualTo(before);
    }

    @Test
    void exportsAFinishedRunWhereThatIsAskedFor() {
        Console resumed = Console.train("--resume", shared + "/whole", "--export", folder + "/model");

        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).contains("exported: " + folder + "/model/1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 3 | epochs was 2 and is 3",
                "--seed 4 --lr 0.5 | seed was 1 and is 4, learningRate was 0.03 and is 0.5",
                "--patience 5 | patience was none and is 5",
                "--train-limit 60 | the train data's images was 64 and is 60",
                "--loss focal | tasks was none and is [",
                "--model alexnet --image-size 70 | the model's name was lenet and is alexnet",
            })
    void refusesWhatHasChanged(String words, String difference) throws IOException {
        Map<String, String> before = Folders.hashes(run);

        Console resumed = Console.train(Stream.concat(
                        Stream.of("--resume", run.toString()), Splitter.on(' ').splitToStream(words))
                .toArray(String[]::new));

        assertThat(resumed.err())
                .hasLineCount(1)
                .startsWith("error: --resume " + run + ": ")
                .contains(difference)
                .endsWith("; restore it, or add --force to resume anyway\n");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(Folders.hashes(run)).isEqualTo(before);
    }

    @Test
    void goesOnWithWhatHasChangedWhereItIsForced() throws IOException {
        Console forced = Console.train("--resume", run.toString(), "--epochs", "3", "--force");

        assertThat(forced.err()).isEmpty();
        assertThat(forced.code()).isZero();
        assertThat(forced.out()).contains("Epoch 2/3 ", "Epoch 3/3 ");
        assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(4);
        assertThat(Console.train("--resume", run.toString()).out()).startsWith("run " + run + " is already finished");
    }

    @Test
    void aFinishedRunTrainsMoreEpochsWhereTheyAreAskedFor() throws IOException {
        assertThat(Console.train("--resume", run.toString()).code()).isZero();

        Console longer = Console.train("--resume", run.toString(), "--epochs", "3");

        assertThat(longer.err()).isEmpty();
        assertThat(longer.code()).isZero();
        assertThat(longer.out()).doesNotContain("Epoch 2/").contains("Epoch 3/3 ");
        assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(4);
        assertThat(Console.train("--resume", run.toString()).out()).contains("add --epochs with a number above 3");
        assertThat(Console.train("--resume", run.toString(), "--epochs", "4", "--seed", "9")
                        .err())
                .contains("seed was 1 and is 9")
                .doesNotContain("epochs was");
    }

    @Test
    void letsChangeWhatDoesNotDecideTheResult() throws IOException {
        Console resumed = Console.train(
                "--resume=" + run, "--threads", "1", "--keep-checkpoints", "2", "--checkpoint-minutes", "5");

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        try (Stream<Path> kept = Files.list(run.resolve("checkpoints"))) {
            assertThat(kept).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"--out other, --out", "--weights w.safetensors, --weights", "--check, --check"})
    void refusesWhatOnlyANewRunCanHave(String words, String option) {
        Console resumed = Console.train(Stream.concat(
                        Stream.of("--resume", run.toString()), Splitter.on(' ').splitToStream(words))
                .toArray(String[]::new));

        assertThat(resumed.err())
                .isEqualTo("error: --resume " + run + " and " + option
                        + " exclude each other; the run has started; omit " + option + "\n");
        assertThat(resumed.code()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoRunAndWhatIsDamaged() throws IOException {
        assertRefused(folder, " is not a run: it has no run.json; name a training run's folder");
        assertRefused(folder.resolve("missing"), " is not a run: it has no run.json; name a training run's folder");

        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            for (Path checkpoint : checkpoints.toList()) {
                damage(checkpoint.resolve("training.json"));
            }
        }
        Console none = Console.train("--resume", run.toString());
        assertThat(none.err())
                .isEqualTo("error: none of the 6 checkpoints in " + run + "/checkpoints is intact; start a new run, "
                        + "or restore one from a backup\n");
        assertThat(none.code()).isEqualTo(2);

        damage(run.resolve("run.json"));
        assertRefused(run, ": run.json was changed or is damaged; restore it from a backup, or start a new run");
    }

    @Test
    void refusesASecondWriter() throws IOException {
        try (RunLock lock = RunLock.take(run)) {
            assertThat(lock).isNotNull();
            Console second = Console.train("--resume", run.toString());

            assertThat(second.err())
                    .isEqualTo("error: the run in " + run + " is being written by process "
                            + ProcessHandle.current().pid() + "; wait for it to end or stop it first\n");
            assertThat(second.code()).isEqualTo(2);
        }
    }

    @Test
    void saysThatTheDataIsGone() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        int[] labels = IntStream.range(0, 30).map(index -> index % 3).toArray();
        Files.write(data.resolve("data_batch_1.bin"), CifarBytes.records(1, labels));
        Files.write(data.resolve("test_batch.bin"), CifarBytes.records(1, labels));
        Path other = folder.resolve("other");
        Console first = Console.train(
                "--model",
                "lenet",
                "--image-size",
                "28",
                "--data",
                data.toString(),
                "--epochs",
                "1",
                "--batch",
                "8",
                "--out",
                other.toString());
        assertThat(first.err()).isEmpty();
        Files.delete(other.resolve("report.html"));
        delete(data);
        Map<String, String> before = Folders.hashes(other);

        Console resumed = Console.train("--resume", other.toString());

        assertThat(resumed.err())
                .isEqualTo("error: --data " + data
                        + " is not a folder, expected sample, fashion-mnist, a folder of images or a manifest of"
                        + " them\n");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(Folders.hashes(other)).isEqualTo(before);
    }

    private void assertSameAsWhole() throws IOException {
        Folders.assertSameResult(run, shared.resolve("whole"));
    }

    private static void assertRefused(Path named, String message) {
        Console console = Console.train("--resume", named.toString());
        assertThat(console.err()).isEqualTo("error: --resume " + named + message + "\n");
        assertThat(console.code()).isEqualTo(2);
    }

    static String[] words(Path out) {
        return TrainCommandTest.tiny(
                out, "--epochs", "2", "--batch", "16", "--checkpoint-steps", "1", "--keep-checkpoints", "20");
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static void delete(Path path) throws IOException {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
