// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.dsl.Nin;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks on separate hosts: the time of their steps compared with {@link StepTimeModel}, and a cut link. */
@Tag("slow")
class NetworkNamespacesTest {
    private static final int PORT = 2222;
    private static final int SIZE = 68;
    private static final int BATCH = 128;
    private static final int STEPS = Integer.getInteger("scale.steps", 40);
    private static final double MOST_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void needNamespaces() {
        Optional<String> reason = PrivateNetwork.whyNot();
        assumeTrue(reason.isEmpty(), () -> "no network namespaces here: " + reason.orElseThrow());
    }

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    /**
     * The hosts share this machine's processors, so the computation time is that of as many tasks without links,
     * running at the same time.
     */
    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "4,0", "2,5", "4,5"})
    void stepsTakeWhatTheModelSays(int hosts, int delayMilliseconds) throws Exception {
        try (PrivateNetwork network = PrivateNetwork.of(hosts, "1gbit", delayMilliseconds)) {
            double apart = seconds(hosts, false);
            long parameters = Zoo.nin(Nin.image(28, 28, 1).resize(SIZE, SIZE), 10)
                    .summary()
                    .parameters();
            StepTimeModel model = new StepTimeModel(apart, 0, parameters, 1e9, delayMilliseconds / 1e3);
            double together = seconds(hosts, true);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d hosts, 1 Gbit/s, %d ms: step %.0f ms; model %.0f ms, of which images %.0f ms and all-reduce "
                            + "%.0f ms; ratio %.2f; left for stragglers %.3f of the images' time a doubling",
                    hosts,
                    delayMilliseconds,
                    1000 * together,
                    1000 * model.seconds(hosts),
                    1000 * apart,
                    1000 * model.allReduceSeconds(hosts),
                    together / model.seconds(hosts),
                    hosts == 1 ? 0 : (together - model.seconds(hosts)) / apart / (Math.log(hosts) / Math.log(2))));
            assertThat(network).isNotNull();
            assertThat(together / model.seconds(hosts)).isBetween(0.5, 2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"2,0", "2,1", "4,0", "4,3"})
    void aCutLinkEndsAllTasks(int hosts, int cut) throws Exception {
        try (PrivateNetwork network = PrivateNetwork.of(hosts, "1gbit", 0)) {
            for (int task = 0; task < hosts; task++) {
                start(
                        task,
                        "dev.nin.cli.TrainCommand",
                        "--cluster",
                        cluster(hosts),
                        "--task",
                        "" + task,
                        "--threads",
                        "1",
                        "--model",
                        "lenet",
                        "--image-size",
                        "28",
                        "--epochs",
                        "500",
                        "--device",
                        "cpu",
                        "--out",
                        folder.resolve("run").toString());
            }
            awaitAnEpoch();
            long start = System.nanoTime();
            network.cut(cut);
            for (int task = 0; task < hosts; task++) {
                boolean ended = processes.get(task).waitFor(60, TimeUnit.SECONDS);
                String said = Files.readString(log(task));
                assertThat(ended).as(said).isTrue();
                assertThat(processes.get(task).exitValue()).as(said).isEqualTo(1);
                // A task without a link loses the chief; a chief without a link loses all the others.
                int lost = task != cut ? cut : cut == 0 ? 1 : 0;
                String name = cut == 0 && task == 0 ? "task \\d" : "task " + lost;
                assertThat(said).containsPattern("error: " + name + " \\(10\\.77\\.\\d\\.2:2222\\) is lost: ");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(String.format(
                    Locale.ROOT, "%d hosts, link of task %d cut: all ended after %.1f s", hosts, cut, seconds));
            assertThat(seconds).isLessThan(MOST_SECONDS);
        }
    }

    /**
     * Returns the step time on the slowest host, for tasks of one cluster or single tasks with their part of the batch.
     */
    private double seconds(int hosts, boolean isTogether) throws Exception {
        processes.clear();
        for (int task = 0; task < hosts; task++) {
            start(
                    task,
                    "dev.nin.train.ScaleWorker",
                    isTogether ? cluster(hosts) : PrivateNetwork.address(task) + ":" + PORT,
                    isTogether ? "" + task : "0",
                    "1",
                    "" + SIZE,
                    "" + (isTogether ? BATCH : BATCH / hosts),
                    "" + STEPS,
                    "nin");
        }
        double slowest = 0;
        for (int task = 0; task < hosts; task++) {
            assertThat(processes.get(task).waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            String said = Files.readString(log(task));
            String step = said.lines()
                    .filter(line -> line.startsWith("step ms "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(said));
            slowest = Math.max(slowest, Double.parseDouble(step.substring("step ms ".length())) / 1000);
        }
        return slowest;
    }

    private static String cluster(int hosts) {
        return IntStream.range(0, hosts)
                .mapToObj(task -> PrivateNetwork.address(task) + ":" + PORT)
                .collect(Collectors.joining(","));
    }

    private void start(int host, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(PrivateNetwork.on(host, command))
                .redirectErrorStream(true)
                .redirectOutput(log(host).toFile())
                .start());
    }

    private Path log(int host) {
        return folder.resolve("host-" + host + ".log");
    }

    private void awaitAnEpoch() throws Exception {
        Path metrics = folder.resolve("run").resolve("metrics.csv");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 2) {
            assertThat(System.nanoTime()).as(Files.readString(log(0))).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
