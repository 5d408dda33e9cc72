// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.images.ImagePixels;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.ProcessMemory;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.batching.Batching;
import dev.nin.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures a service: the first requests of each version under load, and concurrent clients with and without batching,
 * in turn so that a busy machine slows both equally. Run with {@code mvn -Pbenchmark -pl nin-export -am test
 * -Dtest=ServingBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints figures and asserts no time limit.
 */
@Tag("benchmark")
class ServingBenchmark {
    private static final TensorFlowRuntime RUNTIME = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);
    private static final int SWAPS = 20;
    private static final int OPENINGS = 10;
    private static final int SWAP_THREADS = 16;
    private static final Duration SWAP_EVERY = Duration.ofSeconds(3);
    private static final Duration WINDOW = Duration.ofMillis(Integer.getInteger("serving.window", 2000));
    private static final int ROUNDS = Integer.getInteger("serving.rounds", 3);
    private static final int SINGLE_REQUESTS = 400;
    private static final Batching BATCHING = Batching.of(32, Duration.ofMillis(Integer.getInteger("serving.delay", 2)))
            .withRunners(Integer.getInteger("serving.runners", 2));

    @TempDir
    private static Path folder;

    /** The latency of a request in milliseconds, the time of its end, and the version that answered. */
    private record Timed(double milliseconds, long end, String version) {}

    @Test
    void firstRequestsOfVersions() throws Exception {
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(68, 68), 10);
        Path model = folder.resolve("swaps");
        Path first = SavedModelExporter.export(TestModels.checkpoint(spec, 1), model);
        byte[] pixels = TestModels.pixels(1, 28, 28, 1);
        for (boolean warmUp : List.of(true, false)) {
            ServingOptions options = ServingOptions.builder()
                    .session(RUNTIME.sessionConfig())
                    .warmUp(warmUp)
                    .build();
            openings(model, options, pixels, warmUp);
            try (Predictor predictor = Predictor.follow(model, Duration.ofMillis(100), options)) {
                swap(predictor, first, pixels, warmUp);
            }
        }
    }

    private static void openings(Path model, ServingOptions options, byte[] pixels, boolean warmUp) {
        List<Double> ratios = new ArrayList<>();
        List<Double> opening = new ArrayList<>();
        for (int open = 0; open < OPENINGS; open++) {
            long start = System.nanoTime();
            try (Predictor predictor = Predictor.open(model, options)) {
                opening.add((System.nanoTime() - start) / 1e6);
                double first = timed(predictor, pixels).milliseconds();
                List<Double> others = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    others.add(timed(predictor, pixels).milliseconds());
                }
                ratios.add(first / percentile(others, 50));
            }
        }
        print(
                "warm-up %s: opened in %.0f ms, then %.0f (median of %d); first request over the p50 of the next 50:"
                        + " %.2f, then median %.2f, worst %.2f",
                warmUp,
                opening.get(0),
                percentile(opening, 50),
                OPENINGS,
                ratios.get(0),
                percentile(ratios, 50),
                percentile(ratios.subList(1, OPENINGS), 100));
    }

    private void swap(Predictor predictor, Path version, byte[] pixels, boolean warmUp) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(SWAP_THREADS);
        List<Future<List<Timed>>> threads = new ArrayList<>();
        for (int i = 0; i < SWAP_THREADS; i++) {
            threads.add(pool.submit(() -> {
                List<Timed> times = new ArrayList<>();
                while (!stop.get()) {
                    times.add(timed(predictor, pixels));
                }
                return times;
            }));
        }
        int number = Integer.parseInt(predictor.version());
        List<Long> memory = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            Thread.sleep(SWAP_EVERY.toMillis());
            memory.add(ProcessMemory.now().resident() >> 20);
            number++;
            copy(version, version.resolveSibling(Integer.toString(number)));
        }
        while (!predictor.version().equals(Integer.toString(number))) {
            Thread.sleep(10);
        }
        Thread.sleep(1000);
        stop.set(true);
        List<Timed> all = new ArrayList<>();
        Map<String, Double> slowest = new HashMap<>();
        List<Double> ordinary = new ArrayList<>();
        List<Double> newest = new ArrayList<>();
        for (Future<List<Timed>> thread : threads) {
            all.addAll(thread.get());
            Map<String, Double> own = new HashMap<>();
            thread.get().forEach(each -> own.putIfAbsent(each.version(), each.milliseconds()));
            own.forEach((each, time) -> slowest.merge(each, time, Math::max));
            newest.addAll(own.values());
        }
        Map<String, Timed> firsts = new HashMap<>();
        all.forEach(each -> firsts.merge(each.version(), each, (one, two) -> one.end() - two.end() < 0 ? one : two));
        all.sort((one, two) -> Long.compare(one.end(), two.end()));
        for (int i = 0; i + SWAP_THREADS <= all.size(); i += SWAP_THREADS) {
            ordinary.add(all.subList(i, i + SWAP_THREADS).stream()
                    .mapToDouble(Timed::milliseconds)
                    .max()
                    .orElseThrow());
        }
        pool.shutdown();
        List<Double> times = all.stream().map(Timed::milliseconds).toList();
        double median = percentile(times, 50);
        List<Double> first = firsts.values().stream().map(Timed::milliseconds).toList();
        print(
                "warm-up %s: %d versions, %d requests, none failed; p50 %.2f ms, p95 %.2f, p99 %.2f, worst %.2f",
                warmUp,
                firsts.size(),
                times.size(),
                median,
                percentile(times, 95),
                percentile(times, 99),
                percentile(times, 100));
        print(
                "  first answer of each version, over the p50: median %.2f, worst %.2f",
                percentile(first, 50) / median, percentile(first, 100) / median);
        List<Double> ofThreads = slowest.values().stream().toList();
        print(
                "  p50 of the threads' first requests on each version, over the p50: %.2f",
                percentile(newest, 50) / median);
        print(
                "  slowest of the threads' first requests, over the p50: median %.2f, worst %.2f;"
                        + " of any %d requests in turn: median %.2f, p95 %.2f",
                percentile(ofThreads, 50) / median,
                percentile(ofThreads, 100) / median,
                SWAP_THREADS,
                percentile(ordinary, 50) / median,
                percentile(ordinary, 95) / median);
        print(
                "  resident MiB after swaps 5, 10, 15, 20: %s",
                Stream.of(4, 9, 14, 19).map(memory::get).toList());
    }

    @Test
    void ninAt224() throws Exception {
        batching("NiN at 224 px", Zoo.nin(Nin.image(224, 224, 3).normalize(0.5f, 0.25f), 10), photo(320, 240));
    }

    @Test
    void lenetAt28() throws Exception {
        batching("LeNet at 28 px", Zoo.leNet5(Nin.image(28, 28, 1).normalize(0.286f, 0.353f), 10), photo(28, 28));
    }

    private void batching(String name, ModelSpec spec, byte[] file) throws Exception {
        Path model = folder.resolve(spec.name());
        SavedModelExporter.export(TestModels.checkpoint(spec, 1), model);
        ServingOptions.Builder options = ServingOptions.builder().session(RUNTIME.sessionConfig());
        try (Predictor single = Predictor.open(model, options.build());
                Predictor joined =
                        Predictor.open(model, options.batching(BATCHING).build())) {
            List<byte[]> image = List.of(file);
            print("%s, deviation %.1e", name, deviation(single, joined, file));
            inTurn(single, joined, image);
            List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
            joined.addListener(new ServingListener() {
                @Override
                public void ran(int images, Duration duration) {
                    sizes.add(images);
                }
            });
            for (int clients = 1; clients <= 64; clients *= 2) {
                sizes.clear();
                Load alone = new Load();
                Load together = new Load();
                List<Double> ratios = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    int first = alone.run(single, image, clients);
                    ratios.add((double) together.run(joined, image, clients) / first);
                }
                print(
                        "%2d clients: throughput ratio %.2f (%.2f to %.2f), processor time per request %.2f and %.2f ms"
                                + " (ratio %.2f), mean batch %.1f",
                        clients,
                        percentile(ratios, 50),
                        percentile(ratios, 0),
                        percentile(ratios, 100),
                        alone.processorTime(),
                        together.processorTime(),
                        alone.processorTime() / together.processorTime(),
                        sizes.stream().mapToInt(Integer::intValue).average().orElse(0));
                print(
                        "            p50 %.2f and %.2f ms, p99 %.2f and %.2f ms; %d and %d requests",
                        percentile(alone.times, 50),
                        percentile(together.times, 50),
                        percentile(alone.times, 99),
                        percentile(together.times, 99),
                        alone.times.size(),
                        together.times.size());
            }
        }
    }

    /** Compares the latency of one client, request by request. */
    private static void inTurn(Predictor single, Predictor joined, List<byte[]> image) {
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        for (int i = 0; i < SINGLE_REQUESTS; i++) {
            boolean isSingleFirst = i % 2 == 0;
            long start = System.nanoTime();
            assertThat((isSingleFirst ? single : joined).predictEncoded(image)).hasSize(1);
            long middle = System.nanoTime();
            assertThat((isSingleFirst ? joined : single).predictEncoded(image)).hasSize(1);
            long end = System.nanoTime();
            (isSingleFirst ? alone : together).add((middle - start) / 1e6);
            (isSingleFirst ? together : alone).add((end - middle) / 1e6);
        }
        print(
                "one client in turn: p50 %.3f and %.3f ms (ratio %.3f), p10 %.3f and %.3f ms (ratio %.3f)",
                percentile(alone, 50),
                percentile(together, 50),
                percentile(together, 50) / percentile(alone, 50),
                percentile(alone, 10),
                percentile(together, 10),
                percentile(together, 10) / percentile(alone, 10));
    }

    /** The requests that clients send one after another. */
    private static final class Load {
        private final List<Double> times = new ArrayList<>();
        private long processorNanos;

        /** Sends requests for a while and returns their number. */
        int run(Predictor predictor, List<byte[]> image, int clients) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(clients);
            long before = processorNanos();
            long end = System.nanoTime() + WINDOW.toNanos();
            List<Future<List<Double>>> threads = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                threads.add(pool.submit(() -> {
                    List<Double> own = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        assertThat(predictor.predictEncoded(image)).hasSize(1);
                        own.add((System.nanoTime() - start) / 1e6);
                    }
                    return own;
                }));
            }
            int requests = 0;
            for (Future<List<Double>> thread : threads) {
                times.addAll(thread.get());
                requests += thread.get().size();
            }
            processorNanos += processorNanos() - before;
            pool.shutdown();
            return requests;
        }

        /** Returns the milliseconds of all cores for each request, which other processes hardly influence. */
        double processorTime() {
            return processorNanos / 1e6 / times.size();
        }

        private static long processorNanos() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .toNanos();
        }
    }

    /** Returns the greatest difference of a probability between a single run and a batch. */
    private static double deviation(Predictor single, Predictor joined, byte[] file) {
        Prediction expected = single.predictEncoded(List.of(file)).get(0);
        double greatest = 0;
        for (int images = 2; images <= 32; images *= 2) {
            for (Prediction each : joined.predictEncoded(Collections.nCopies(images, file))) {
                for (int i = 0; i < each.probabilities().size(); i++) {
                    greatest = Math.max(
                            greatest,
                            Math.abs(each.probabilities().get(i)
                                    - expected.probabilities().get(i)));
                }
            }
        }
        return greatest;
    }

    private static Timed timed(Predictor predictor, byte[] pixels) {
        long start = System.nanoTime();
        String version = predictor.predict(pixels).get(0).version();
        long end = System.nanoTime();
        return new Timed((end - start) / 1e6, end, version);
    }

    private static byte[] photo(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ((x * 255 / width) << 16) | ((y * 255 / height) << 8) | ((x * y / 100) & 0xff));
            }
        }
        return ImagePixels.encode(image, "jpeg");
    }

    private static void copy(Path version, Path to) throws IOException {
        Path hidden = to.resolveSibling("." + to.getFileName());
        try (Stream<Path> files = Files.walk(version)) {
            for (Path each : files.toList()) {
                Files.copy(each, hidden.resolve(version.relativize(each).toString()));
            }
        }
        Files.move(hidden, to);
    }

    private static double percentile(List<Double> values, int percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
