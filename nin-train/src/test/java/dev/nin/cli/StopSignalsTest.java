// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.cli.process.StopSignals;
import dev.nin.cli.run.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how a training reacts to stop signals. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
class StopSignalsTest {
    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void prepare() throws IOException {
        output = Files.createFile(folder.resolve("output"));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @Timeout(120)
    void keepsACheckpointAndSaysHowToGoOn(String signal, int code) throws Exception {
        Path run = folder.resolve("run");
        String[] words = TrainCommandTest.tiny(run, "--epochs", "500", "--batch", "8");
        Process process = OtherProcess.start(TrainCommand.class, output, (Object[]) words);
        await(process, "Epoch ");

        OtherProcess.signal(process, signal);

        assertThat(process.waitFor()).isEqualTo(code);
        List<String> lines = Files.readAllLines(output);
        String last = lines.get(lines.size() - 1);
        assertThat(last)
                .startsWith("stopped: the checkpoint is " + run + "/checkpoints/epoch-")
                .endsWith("; continue with --resume " + run);
        Path checkpoint = Path.of(last.replaceAll("stopped: the checkpoint is (.*); continue .*", "$1"));
        assertThat(new CheckpointFolder(run.resolve("checkpoints"))
                        .newest(problem -> assertThat(problem).isEmpty()))
                .map(CheckpointFolder.Found::path)
                .contains(checkpoint);
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    /** At such sizes, scaling takes long. */
    @ParameterizedTest
    @CsvSource({"INT, 130, 640", "TERM, 143, 640", "TERM, 143, 1600"})
    @Timeout(120)
    void stopsWhileLayersAreScaled(String signal, int code, int size) throws Exception {
        Path run = folder.resolve("run");
        Process process = OtherProcess.start(
                TrainCommand.class, output, "--out", run, "--batch", 2, "--image-size", size, "--test-limit", 10);
        await(process, "run ");
        Thread.sleep(500);

        OtherProcess.signal(process, signal);

        assertThat(process.waitFor(8, TimeUnit.SECONDS))
                .as("ended within seconds: %s", Files.readString(output))
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
        assertThat(output).content().endsWith("\nstopped before the first checkpoint: nothing was kept\n");
        assertThat(run).doesNotExist();
    }

    /** The report is drawn after the training; it is missing in the folder, so that a resumed run writes it. */
    @Test
    @Timeout(120)
    void saysHowToGetTheReportThatASignalPrevented() throws Exception {
        Path run = folder.resolve("run");
        Process process =
                OtherProcess.start(TrainCommand.class, output, (Object[]) TrainCommandTest.tiny(run, "--epochs", "1"));
        await(process, "run: ");

        OtherProcess.signal(process, "TERM");

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(output)
                .content()
                .endsWith("\nstopped: the checkpoint is " + run + "/checkpoints/epoch-0001; continue with --resume "
                        + run + "\n");
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @Timeout(60)
    void endsAtOnceAtTheSecondSignal(String signal, int code) throws Exception {
        Process process = OtherProcess.start(SignalWorker.class, output);
        await(process, "listening");

        OtherProcess.signal(process, signal);
        await(process, "heard " + code);
        assertThat(process.isAlive()).isTrue();
        OtherProcess.signal(process, signal);

        assertThat(process.waitFor()).isEqualTo(code);
    }

    @Test
    void givesTheSignalsBack() {
        try (StopSignals signals = StopSignals.listen()) {
            assertThat(signals.wantsToPause()).isFalse();
            assertThat(signals.exitCode()).isEmpty();
        }
        try (StopSignals again = StopSignals.listen()) {
            assertThat(again.wantsToPause()).isFalse();
        }
    }

    private void await(Process process, String start) throws Exception {
        while (Files.readAllLines(output).stream().noneMatch(line -> line.startsWith(start))) {
            assertThat(process.isAlive()).as("%s", Files.readString(output)).isTrue();
            Thread.sleep(5);
        }
    }
}
