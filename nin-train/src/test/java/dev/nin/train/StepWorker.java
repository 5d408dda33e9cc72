// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.sun.jna.Function;
import dev.nin.data.Dataset;
import dev.nin.data.Shuffle;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Acceleration;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.zoo.Zoo;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A separate process that trains NiN for some steps and prints its speed and memory use, for settings that are fixed
 * per process: oneDNN, accelerations, and memory itself.
 */
final class StepWorker {
    private static final int WARM_UP = 2;

    private StepWorker() {}

    /**
     * The results of a worker.
     *
     * @param imagesPerSecond speed over the steps after the first two
     * @param residentKilobytes resident memory after each tenth of the steps
     * @param peakMegabytes the most that was ever resident
     */
    record Report(double imagesPerSecond, List<Long> residentKilobytes, long peakMegabytes) {
        long greatestMegabytes() {
            return residentKilobytes.stream().mapToLong(Long::longValue).max().orElseThrow() / 1024;
        }
    }

    /**
     * Runs a worker.
     *
     * @param environment variables in addition to this process's
     * @param accelerations TensorFlow's accelerations
     */
    static Report run(
            int imageSize, int batch, int steps, Map<String, String> environment, Set<Acceleration> accelerations)
            throws IOException {
        List<String> command = command(StepWorker.class, imageSize, batch, steps);
        accelerations.forEach(each -> command.add(each.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        double imagesPerSecond = Double.NaN;
        long peak = 0;
        List<Long> resident = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("resident ")) {
                    resident.add(Long.parseLong(line.substring("resident ".length())));
                } else if (line.startsWith("peak ")) {
                    peak = Long.parseLong(line.substring("peak ".length()));
                } else if (line.startsWith("images/s ")) {
                    imagesPerSecond = Double.parseDouble(line.substring("images/s ".length()));
                }
            }
        }
        if (Double.isNaN(imagesPerSecond)) {
            throw new IllegalStateException("the worker " + command + " said no speed");
        }
        return new Report(imagesPerSecond, resident, peak / 1024);
    }

    /** Returns the command line of a worker. */
    static List<String> command(Class<?> worker, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A fixed heap, so that only native memory changes.
                "-Xms384m",
                "-Xmx384m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                worker.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    public static void main(String... arguments) {
        int imageSize = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        Set<Acceleration> accelerations = EnumSet.noneOf(Acceleration.class);
        Arrays.stream(arguments).skip(3).map(Acceleration::valueOf).forEach(accelerations::add);
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false, accelerations);
        Dataset images = DataSource.load("sample").train();
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(imageSize, imageSize), 10);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batch)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
        try (TrainingGraph graph = new TrainingGraph(
                spec, Goals.of(spec, Task.classification(images.classes())), config, runtime.sessionConfig())) {
            int taken = 0;
            long start = System.nanoTime();
            for (int epoch = 1; taken < steps + WARM_UP; epoch++) {
                int[] order = Shuffle.order(images.size(), 1, epoch);
                order = Arrays.copyOf(order, order.length / batch * batch);
                try (BatchQueue queue = new BatchQueue(images, order, batch)) {
                    for (; queue.hasNext() && taken < steps + WARM_UP; taken++) {
                        start = taken == WARM_UP ? System.nanoTime() : start;
                        try (Batch next = queue.next()) {
                            graph.step(next, 0.01f, taken, false);
                        }
                        int counted = taken - WARM_UP + 1;
                        if (counted > 0 && counted % Math.max(steps / 20, 1) == 0) {
                            System.out.println("resident " + resident());
                        }
                    }
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println("peak " + status("VmHWM:"));
            System.out.println(String.format(Locale.ROOT, "images/s %.2f", batch * steps / seconds));
        }
    }

    /** Returns the resident memory of this process in kilobytes, without freed memory that the C library keeps. */
    static long resident() {
        Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {0L});
        return status("VmRSS:");
    }

    private static long status(String field) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
