// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.options.CheckpointPolicy;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.report.Report;
import dev.nin.train.Evaluations;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the files of a run during training. */
class RunFolderTest {
    private static final ModelSpec MODEL = Nin.image(1, 1, 1).flatten().build("identity");

    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestThreeCheckpointsAndPointsAtTheLast() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs/mine"), "quick", CheckpointPolicy.DEFAULT);
        for (int epoch = 1; epoch <= 12; epoch++) {
            end(run, epoch);
            assertThat(Checkpoint.read(run.path().resolve("best")).step()).isEqualTo(epoch);
        }

        try (Stream<Path> checkpoints = Files.list(run.path().resolve("checkpoints"))) {
            assertThat(checkpoints.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("epoch-0010", "epoch-0011", "epoch-0012");
        }
        assertThat(Files.readSymbolicLink(run.path().resolve("best"))).isEqualTo(Path.of("checkpoints/epoch-0012"));
    }

    @Test
    void keepsTheBestByTheValidationImagesBesidesTheNewest() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT);
        double[] accuracies = {0.5, 0.8, 0.7, 0.8, 0.9, 0.6, 0.6, 0.6, 0.9};
        double[] losses = {1, 0.5, 0.4, 0.6, 0.3, 0.3, 0.2, 0.1, 0.3};
        int[] best = {1, 2, 2, 2, 5, 5, 5, 5, 5};
        for (int epoch = 1; epoch <= best.length; epoch++) {
            end(run, epoch, Optional.of(Evaluations.of(losses[epoch - 1], accuracies[epoch - 1])));
            assertThat(Checkpoint.read(run.best()).step()).isEqualTo(best[epoch - 1]);
        }

        try (Stream<Path> checkpoints = Files.list(run.path().resolve("checkpoints"))) {
            assertThat(checkpoints.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("epoch-0005", "epoch-0007", "epoch-0008", "epoch-0009");
        }
        assertThat(Files.readAllLines(run.path().resolve("metrics.csv")).get(1))
                .isEqualTo("1,2.500000,0.125000,1.000000,0.500000,1.250000,0.500000,0.0300000,1234.5,6.70");
    }

    @Test
    void keepsTheBestWhenItIsResumed() throws IOException {
        List<EpochMetrics> epochs = List.of(metrics(1, 0.5), metrics(2, 0.9), metrics(3, 0.6));
        try (RunFolder run = RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT)) {
            epochs.forEach(epoch -> end(run, epoch));
        }
        Path path = folder.resolve("mine");
        try (RunFolder run = RunFolder.takeUp(path, false, RunLock.take(path), CheckpointPolicy.DEFAULT)) {
            run.resumed(epochs);
            assertThat(Checkpoint.read(run.best()).step()).isEqualTo(2);

            end(run, metrics(4, 0.7));
            assertThat(Checkpoint.read(run.best()).step()).isEqualTo(2);
            end(run, metrics(5, 0.95));
            assertThat(Checkpoint.read(run.best()).step()).isEqualTo(5);
        }
    }

    @Test
    void aFinishedRunThatIsResumedHasABest() throws IOException {
        Path path = folder.resolve("mine");
        try (RunFolder run = RunFolder.create(path, "quick", CheckpointPolicy.DEFAULT)) {
            end(run, 1);
            end(run, 2);
        }
        try (RunFolder run = RunFolder.takeUp(path, false, RunLock.take(path), CheckpointPolicy.DEFAULT)) {
            run.resumed(List.of(metrics(1, Optional.empty()), metrics(2, Optional.empty())));

            assertThat(Checkpoint.read(run.best()).step()).isEqualTo(2);
        }
    }

    @Test
    void writesEachEpochsNumbers() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT);
        end(run, 1);
        end(run, 2);

        assertThat(Files.readAllLines(run.path().resolve("metrics.csv")))
                .containsExactly(
                        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
                                + "test_accuracy,learning_rate,images_per_second,seconds",
                        "1,2.500000,0.125000,,,1.250000,0.500000,0.0300000,1234.5,6.70",
                        "2,2.500000,0.125000,,,1.250000,0.500000,0.0300000,1234.5,6.70");
    }

    @Test
    void refusesAFolderThatHoldsARun() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT);
        end(run, 1);

        assertThatThrownBy(() -> RunFolder.create(run.path(), "quick", CheckpointPolicy.DEFAULT))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--out " + run.path() + " already holds a run; name a new folder");
        assertThat(run.path().resolve("metrics.csv")).content().hasLineCount(2);
    }

    @Test
    void refusesAFolderWithCheckpointsOfSomebodyElse() throws IOException {
        Files.createDirectories(folder.resolve("mine/checkpoints/epoch-0"));

        assertThatThrownBy(() -> RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--out " + folder + "/mine already holds a run; name a new folder");
        assertThat(folder.resolve("mine/checkpoints/epoch-0")).isDirectory();
    }

    @ParameterizedTest
    @MethodSource
    void leavesAFileThatTheReportWouldTakeThePlaceOf(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "mine");

        assertThatThrownBy(() -> RunFolder.create(folder, "quick", CheckpointPolicy.DEFAULT))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--out " + folder + " has a " + name
                        + ", which the run's own would replace; name a new folder");
        assertThat(file).hasContent("mine");
    }

    static List<String> leavesAFileThatTheReportWouldTakeThePlaceOf() {
        return Report.FILES;
    }

    @Test
    void isTakenBackUnlessItHoldsACheckpoint() {
        RunFolder failed = RunFolder.create(folder.resolve("failed"), "quick", CheckpointPolicy.DEFAULT);
        failed.describe("{}");
        failed.discardUnlessKept();
        assertThat(failed.path()).doesNotExist();

        RunFolder kept = RunFolder.create(folder.resolve("kept"), "quick", CheckpointPolicy.DEFAULT);
        end(kept, 1);
        kept.discardUnlessKept();
        assertThat(kept.path().resolve("metrics.csv")).exists();
    }

    @Test
    void takesAnEmptyFolderThatIsThereAlready() {
        assertThat(RunFolder.create(folder, "quick", CheckpointPolicy.DEFAULT).path())
                .isEqualTo(folder);
    }

    @Test
    void saysSoWhenItCanWriteNoMore() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("mine"), "quick", CheckpointPolicy.DEFAULT);
        Files.createDirectories(run.path().resolve("run.json"));

        assertThatThrownBy(() -> run.describe("{}"))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the run's folder " + run.path() + " cannot be written (")
                .hasMessageEndingWith("); make room or name another with --out");
    }

    private static void end(RunFolder run, int epoch) {
        end(run, epoch, Optional.empty());
    }

    private static void end(RunFolder run, int epoch, Optional<Evaluation> validation) {
        end(run, metrics(epoch, validation));
    }

    private static void end(RunFolder run, EpochMetrics epoch) {
        run.epochEnded(
                epoch, () -> new Checkpoint(MODEL, Weights.empty(), Weights.empty(), List.of("one"), epoch.epoch()));
    }

    private static EpochMetrics metrics(int epoch, double accuracy) {
        return metrics(epoch, Optional.of(Evaluations.of(1, accuracy)));
    }

    private static EpochMetrics metrics(int epoch, Optional<Evaluation> validation) {
        return new EpochMetrics(
                epoch, Evaluations.of(2.5, 0.125), validation, Evaluations.of(1.25, 0.5), 0.03, 1234.5, 6.7);
    }
}
