// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.options.ClusterOptions;
import dev.nin.command.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests several tasks of one training, started by the command on this machine. */
class LocalProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void twoTasksMakeTheRunThatOneMakes() throws Exception {
        Path run = folder.resolve("run");
        Console two = train(run, "--local-processes", "2");
        assertThat(two.err()).isEmpty();
        assertThat(two.code()).isZero();
        assertThat(two.out())
                .contains("[0] run: " + run)
                .contains("[1] task 1 of 2 (127.0.0.1:")
                .contains("[1] done");
        Path alone = folder.resolve("alone");
        assertThat(train(alone).code()).isZero();
        assertThat(names(run)).isEqualTo(names(alone));
        assertThat(accuracy(run)).isEqualTo(accuracy(alone));
        assertThat(Checkpoint.read(run.resolve("best")).step())
                .isEqualTo(Checkpoint.read(alone.resolve("best")).step());
        assertThat(Files.readString(run.resolve("run.json"))).doesNotContain("--cluster");
    }

    @Test
    void tasksThatKubeflowDescribesMakeTheSameRun() throws Exception {
        Path run = folder.resolve("run");
        assertThat(train(run, "--local-processes", "2", "--threads", "1").code())
                .isZero();
        Path described = folder.resolve("described");
        String addresses = freeAddresses(2);
        List<Process> tasks = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            Map<String, String> environment = Map.of(
                    "TF_CONFIG",
                    "{\"cluster\":{\"worker\":[" + addresses + "]},\"task\":{\"type\":\"worker\",\"index\":" + task
                            + "},\"environment\":\"cloud\"}");
            tasks.add(OtherProcess.start(
                    TrainCommand.class,
                    folder.resolve("task-" + task),
                    environment,
                    words(described, "--threads", "1").toArray()));
        }
        for (int task = 0; task < 2; task++) {
            assertThat(tasks.get(task).waitFor())
                    .as(Files.readString(folder.resolve("task-" + task)))
                    .isZero();
        }
        assertThat(Files.readAllBytes(weights(described))).isEqualTo(Files.readAllBytes(weights(run)));
    }

    @Test
    void aPodsOrAStepsNumberIsThatOfItsTask() {
        ClusterOptions options = new ClusterOptions();
        new CommandLine(options).parseArgs("--cluster", "a:1,b:1,c:1");
        assertThat(options.plan(Optional.empty(), Map.of("JOB_COMPLETION_INDEX", "2"))
                        .orElseThrow()
                        .task())
                .isEqualTo(2);
        assertThat(options.plan(Optional.empty(), Map.of("SLURM_PROCID", "1"))
                        .orElseThrow()
                        .task())
                .isEqualTo(1);
        assertThat(options.plan(Optional.of(0), Map.of("SLURM_PROCID", "1"))
                        .orElseThrow()
                        .task())
                .isZero();
    }

    private static Path weights(Path run) {
        return run.resolve("best").resolve("weights.safetensors");
    }

    /** Returns addresses whose ports are free now, as a list in JSON without its brackets. */
    private static String freeAddresses(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream()
                    .map(socket -> "\"127.0.0.1:" + socket.getLocalPort() + "\"")
                    .collect(Collectors.joining(","));
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aMistakeEndsAllTasks() {
        Console refused = train(folder.resolve("run"), "--local-processes", "2", "--batch", "1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("error: --batch is 1 for 2 tasks, which share each batch; expected at least 2");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThat(train(folder.resolve("run"), "--task", "1").err())
                .startsWith("error: --task 1 needs --cluster HOST:PORT,... with all tasks");
        assertThat(train(folder.resolve("run"), "--cluster", "127.0.0.1:1").err())
                .startsWith("error: --cluster needs --task N, this process's number from 0");
        assertThat(train(folder.resolve("run"), "--cluster", "127.0.0.1:1", "--task", "0", "--local-processes", "2")
                        .err())
                .startsWith("error: --local-processes 2 and --cluster exclude each other; the first starts its own "
                        + "cluster");
        assertThat(train(folder.resolve("run"), "--local-processes", "0").err())
                .startsWith("error: --local-processes is 0, expected at least 1");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static Set<String> names(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String accuracy(Path run) throws Exception {
        return Files.readAllLines(run.resolve("metrics.csv")).get(1).split(",", -1)[6];
    }

    private static Console train(Path run, String... more) {
        return Console.train(words(run, more).toArray(String[]::new));
    }

    private static List<String> words(Path run, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--model",
                "lenet",
                "--image-size",
                "28",
                "--train-limit",
                "640",
                "--test-limit",
                "250",
                "--epochs",
                "1",
                "--device",
                "cpu",
                "--out",
                run.toString()));
        words.addAll(List.of(more));
        return words;
    }
}
