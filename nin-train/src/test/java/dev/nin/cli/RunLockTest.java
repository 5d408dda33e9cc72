// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunLock;
import dev.nin.command.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a run's folder has one writer at a time. */
class RunLockTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void aSecondProcessIsRefusedUntilTheFirstIsGone() throws Exception {
        Path run = folder.resolve("run");
        Path output = Files.createFile(folder.resolve("output"));
        String[] words = TrainCommandTest.tiny(run, "--epochs", "1000", "--batch", "8");
        Process first = OtherProcess.start(TrainCommand.class, output, (Object[]) words);
        while (!Files.readString(output).contains("Epoch ")) {
            assertThat(first.isAlive()).as("%s", Files.readString(output)).isTrue();
            Thread.sleep(5);
        }

        Console second = Console.train("--resume", run.toString());
        first.destroyForcibly().waitFor();

        assertThat(second.err())
                .isEqualTo("error: the run in " + run + " is being written by process " + first.pid()
                        + "; wait for it to end or stop it first\n");
        assertThat(second.out()).isEmpty();
        assertThat(second.code()).isEqualTo(2);
        assertThat(run.resolve(RunLock.FILE)).hasContent(Long.toString(first.pid()));
        try (ResumedRun free = ResumedRun.open(run)) {
            assertThat(free.path())
                    .as("the file of a process that is gone holds nobody up")
                    .isEqualTo(run);
        }
    }

    @Test
    void aSecondRunOfThisProcessIsRefusedAndTakesNothingFromTheFirst() throws Exception {
        try (RunLock first = RunLock.take(folder)) {
            assertThat(first).isNotNull();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> RunLock.take(folder))
                        .isInstanceOf(UserInputException.class)
                        .hasMessage("the run in " + folder + " is being written by process "
                                + ProcessHandle.current().pid() + "; wait for it to end or stop it first");
            }
        }
        RunLock.take(folder).close();
    }
}
