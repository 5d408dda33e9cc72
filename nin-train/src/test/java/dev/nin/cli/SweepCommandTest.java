// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests series of runs: sweeps over a grid of options, and cross-validations. */
class SweepCommandTest {
    private static final String TRAINING = """
            model: lenet
            train-limit: 64
            test-limit: 20
            device: cpu
            """;

    @TempDir
    private Path folder;

    @Test
    void trainsEachCombinationAndShowsTheBestFirst() throws IOException {
        Path out = folder.resolve("sweep");

        Console console = sweep("epochs: 1\nlr: [0.01, 1e-4]\nbatch: [8]\n", out);

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .startsWith("validation-split: 0.1, to compare the runs")
                .contains("run 1 of 2: lr=0.01,batch=8\n", "run 2 of 2: lr=0.0001,batch=8\n")
                .endsWith("report: " + out.resolve("report.html") + "\n");
        List<String> rows = Files.readAllLines(out.resolve("runs.csv"));
        assertThat(rows.get(0))
                .isEqualTo("run,lr,batch,epochs,epoch,validation_loss,validation_accuracy,test_loss,test_accuracy,"
                        + "seconds");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2)).startsWith("\"lr=0.0001,batch=8\",0.0001,8,1,1,");
        assertThat(Files.readString(out.resolve("report.html")).replace("&#x3D;", "="))
                .contains("<a href=\"lr=0.01,batch=8/report.html\">", "data:image/png;base64,");
        assertThat(out.resolve("lr=0.0001,batch=8/run.json")).content().contains("\"learningRate\" : 1.0E-4");
    }

    @Test
    @Tag("slow")
    void goesOnAfterItWasKilledInARun() throws Exception {
        String grid = "epochs: 3\nlr: [0.02, 0.03]\ncheckpoint-steps: 1\nbatch: 8\n";
        Path whole = folder.resolve("whole");
        assertThat(sweep(grid, whole).code()).isZero();
        Path killed = folder.resolve("killed");
        Process process =
                OtherProcess.start(TrainCommand.class, folder.resolve("log"), "sweep", file(grid), "--out", killed);
        Path second = killed.resolve("lr=0.03/checkpoints");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(second) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        OtherProcess.signal(process, "KILL");
        process.waitFor();
        assertThat(killed.resolve("lr=0.03/report.html")).doesNotExist();

        Console console = sweep(grid, killed);

        assertThat(console.code()).isZero();
        assertThat(console.out()).contains("run lr=0.02 is finished\n", "run 2 of 2: lr=0.03\n");
        for (String run : List.of("lr=0.02", "lr=0.03")) {
            assertThat(withoutTimes(killed.resolve(run + "/metrics.csv")))
                    .isEqualTo(withoutTimes(whole.resolve(run + "/metrics.csv")));
        }
        Console changed = sweep(grid.replace("0.03", "0.04"), killed);
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err())
                .isEqualTo("error: --out " + killed + " holds a series with other runs or options; choose another "
                        + "--out, or repeat the command that started it\n");
    }

    @Test
    void aRunThatDivergesIsARowOfItsOwn() throws IOException {
        Path out = folder.resolve("sweep");

        Console console = sweep("epochs: 1\nbatch: 8\nclip-norm: 1e9\nlr: [0.01, 1e30]\n", out);

        assertThat(console.code()).isZero();
        assertThat(Files.readAllLines(out.resolve("runs.csv")))
                .hasSize(3)
                .last()
                .asString()
                .contains("diverged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'epochs: 1' | no key has a list of values to sweep over; write a line such as "lr: [0.01, 0.03]"
                    'lr: []' | the key lr has an empty list, expected at least one value
                    'lr: [0.1, 0.1]' | the key lr has 0.1 twice; list each value once
                    'out: [a, b]' | the key out makes no sense for each of several runs; remove it
                    'lr: [0.1, x]' | Invalid value for option '--lr': 'x' is not a double
                    'validation-split: [0.1, 0.2]' | the key validation-split has a list, but runs are compared by the same validation images; give one value
                    """)
    void refusesAMistakeBeforeTheFirstRun(String grid, String message) throws IOException {
        Path out = folder.resolve("sweep");

        Console console = sweep(grid + "\n", out);

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .hasLineCount(1)
                .startsWith("error: sweep " + folder.resolve("grid.yaml") + ": " + message);
        assertThat(out).doesNotExist();
    }

    @Test
    void crossValidationTrainsARunForEachFold() throws IOException {
        Path out = folder.resolve("folds");

        Console console = folds(out, "--folds", "3");

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .contains("run 1 of 3: fold-1\n", "run 3 of 3: fold-3\n")
                .containsPattern("\nmean +\\d\\.\\d{4}")
                .containsPattern("\nstandard deviation +\\d\\.\\d{4}");
        assertThat(Files.readAllLines(out.resolve("runs.csv"))).hasSize(4);
        assertThat(console.out())
                .contains("(42 training, 22 validation and 20 test")
                .contains("(43 training, 21 validation and 20 test");
        assertThat(folds(out, "--folds", "3").out())
                .startsWith("run fold-1 is finished\nrun fold-2 is finished\nrun fold-3 is finished\n");
    }

    @Test
    void foldsExcludeOtherWaysToTrain() {
        assertThat(folds(folder.resolve("x"), "--folds", "3", "--export", "y").err())
                .startsWith("error: --folds 3 and --export exclude each other");
        assertThat(folds(folder.resolve("x"), "--folds", "1").err()).startsWith("error: --folds is 1, expected ");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private Console sweep(String grid, Path out) throws IOException {
        return Console.train("sweep", file(grid).toString(), "--out", out.toString());
    }

    private Path file(String grid) throws IOException {
        return Files.writeString(folder.resolve("grid.yaml"), TRAINING + grid);
    }

    private static Console folds(Path out, String... more) {
        String[] words = {
            "--model",
            "lenet",
            "--train-limit",
            "64",
            "--test-limit",
            "20",
            "--epochs",
            "1",
            "--device",
            "cpu",
            "--out",
            out.toString()
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Console.train(all);
    }

    private static List<String> withoutTimes(Path metrics) throws IOException {
        return Files.readAllLines(metrics).stream()
                .map(row -> row.replaceAll(",[^,]*,[^,]*$", ""))
                .toList();
    }
}
