// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.cli.process.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests tasks that are killed or stopped during a training. */
@Tag("slow")
class LostTaskTest {
    private static final double MOST_SECONDS = 30;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killAll() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,KILL", "1,KILL", "2,KILL", "1,STOP", "0,STOP"})
    void theOthersEndAndNameIt(int lost, String signal) throws Exception {
        String cluster = "127.0.0.1:23711,127.0.0.1:23712,127.0.0.1:23713";
        for (int task = 0; task < 3; task++) {
            start("task-" + task, "--cluster", cluster, "--task", "" + task, "--threads", "1");
        }
        await(() -> isTrained(folder.resolve("run")), Duration.ofMinutes(2));
        long start = System.nanoTime();
        new ProcessBuilder("kill", "-" + signal, "" + processes.get(lost).pid())
                .start()
                .waitFor();
        for (int task = 0; task < 3; task++) {
            if (task != lost) {
                boolean ended = processes.get(task).waitFor(60, TimeUnit.SECONDS);
                String said = Files.readString(folder.resolve("task-" + task + ".err"));
                assertThat(ended).as(said).isTrue();
                assertThat(processes.get(task).exitValue()).isEqualTo(1);
                assertThat(said).contains("error: task " + lost + " (127.0.0.1:2371" + (lost + 1) + ") is lost: ");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("task %d, SIG%s: the others ended after %.1f s%n", lost, signal, seconds);
        assertThat(seconds).isLessThan(MOST_SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aRestartFinishesTheRun(int lost) throws Exception {
        Process launcher = start("launcher", "--local-processes", "2", "--restarts", "1", "--checkpoint-steps", "5");
        await(() -> isTrained(folder.resolve("run")), Duration.ofMinutes(2));
        ProcessHandle task = launcher.children()
                .filter(child -> commandLine(child).contains("--task " + lost))
                .findFirst()
                .orElseThrow();
        task.destroyForcibly();
        boolean ended = launcher.waitFor(240, TimeUnit.SECONDS);
        String said = Files.readString(folder.resolve("launcher.err"));
        assertThat(ended).as(said).isTrue();
        assertThat(launcher.exitValue()).as(said).isZero();
        assertThat(said).contains("restart 1 of 1 from " + folder.resolve("run"));
        Process alone = start("alone");
        assertThat(alone.waitFor(240, TimeUnit.SECONDS)).isTrue();
        double disturbed = accuracy("run");
        double undisturbed = accuracy("alone");
        System.out.printf("task %d killed: accuracy %.4f, undisturbed %.4f%n", lost, disturbed, undisturbed);
        assertThat(Math.abs(disturbed - undisturbed)).isLessThanOrEqualTo(0.005);
    }

    /**
     * Returns the whole command line: {@link ProcessHandle.Info#commandLine} is limited to a page of memory, which a
     * class path can exceed.
     */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double accuracy(String run) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve(run).resolve("metrics.csv"));
        return Double.parseDouble(rows.get(rows.size() - 1).split(",", -1)[6]);
    }

    private Process start(String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(ChildProgram.words(TrainCommand.class));
        command.addAll(List.of(
                "--model",
                "lenet",
                "--image-size",
                "28",
                "--epochs",
                "3",
                "--device",
                "cpu",
                "--out",
                folder.resolve(name.equals("alone") ? "alone" : "run").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static boolean isTrained(Path run) {
        try {
            return Files.readAllLines(run.resolve("metrics.csv")).size() > 1;
        } catch (IOException e) {
            return false;
        }
    }

    private void await(BooleanSupplier condition, Duration most) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", said()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private String said() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.{out,err}")) {
            for (Path file : files) {
                all.append(file.getFileName())
                        .append(": ")
                        .append(Files.readString(file))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
