// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.CheckpointFolder;
import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trains on a disk of 20 MB that fills up or becomes read-only. Needs permission to mount one. */
@Timeout(300)
class FullDiskTest {
    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk.toString()),
                "this process may not mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    /** Each checkpoint takes half a megabyte, so the disk is full long before the training ends. */
    @Test
    void keepsWhatIsWholeAndGoesOnWhenThereIsRoom() throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(Console.train(words(whole)).code()).isZero();
        Path run = disk.resolve("run");

        Console full = Console.train(words(run));

        assertThat(full.code()).isEqualTo(2);
        assertThat(full.err())
                .hasLineCount(1)
                .startsWith("error: checkpoint " + run + "/checkpoints/epoch-000")
                .contains(" cannot be written (No space left on device); make room");
        List<Path> kept = new CheckpointFolder(run.resolve("checkpoints")).all();
        assertThat(kept).hasSizeGreaterThan(20);
        for (Path checkpoint : kept) {
            assertThat(Checkpoint.read(checkpoint).step()).isPositive();
        }
        try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
            assertThat(all).hasSameSizeAs(kept);
        }

        assertThat(run("mount", "-o", "remount,size=60m", disk.toString())).isTrue();
        Console resumed = Console.train("--resume", run.toString());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).contains("from    " + kept.get(kept.size() - 1));
        Folders.assertSameResult(run, whole);
    }

    @Test
    void refusesAFolderThatCanOnlyBeRead() throws Exception {
        Path run = disk.resolve("run");
        assertThat(Console.train(TrainCommandTest.tiny(run, "--epochs", "1")).code())
                .isZero();
        Files.delete(run.resolve("report.html"));
        Map<String, String> before = Folders.hashes(run);
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();

        Console resumed = Console.train("--resume", run.toString());
        Console started = Console.train(TrainCommandTest.tiny(disk.resolve("other")));

        assertThat(resumed.err())
                .isEqualTo("error: --resume " + run
                        + " cannot be read or written (Read-only file system); name a training run's folder\n");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(started.err())
                .isEqualTo("error: --out " + disk
                        + "/other cannot be written (Read-only file system); name another folder\n");
        assertThat(started.code()).isEqualTo(2);
        assertThat(Folders.hashes(run)).isEqualTo(before);
    }

    private static String[] words(Path run) {
        return TrainCommandTest.tiny(
                run, "--epochs", "2", "--batch", "2", "--checkpoint-steps", "1", "--keep-checkpoints", "100");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
