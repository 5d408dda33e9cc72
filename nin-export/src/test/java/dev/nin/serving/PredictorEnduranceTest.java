// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Runs a predictor from many threads for a minute, while new versions appear and old ones are removed. */
@Tag("slow")
class PredictorEnduranceTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 60;
    /** The number of rounds after which TensorFlow's memory pools have their final size. */
    private static final int WARM = 20;

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void answersWithoutErrorInFlatMemory() throws Exception {
        ExportOptions options = ExportOptions.builder().keep(3).build();
        SavedModelExporter.export(TestModels.checkpoint(), folder, options);
        byte[] pixels = TestModels.pixels(4, TestModels.SIZE, TestModels.SIZE, 1);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        List<Future<Boolean>> threads = new ArrayList<>();
        List<Long> memory = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (Predictor predictor = Predictor.follow(folder, Duration.ofMillis(50), ConfigProto.getDefaultInstance())) {
            for (int i = 0; i < THREADS; i++) {
                threads.add(pool.submit(() -> {
                    while (!stop.get()) {
                        answers.addAndGet(predictor.predict(pixels).size());
                    }
                    return true;
                }));
            }
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(1000);
                SavedModelExporter.export(TestModels.checkpoint(), folder, options);
                memory.add(nativeMemory());
            }
            while (!predictor.folder().equals(folder.resolve(Integer.toString(ROUNDS + 1)))) {
                Thread.sleep(10);
            }
            stop.set(true);
            for (Future<Boolean> thread : threads) {
                assertThat(thread.get()).isTrue();
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
        long warm = least(memory.subList(WARM, WARM + 10));
        long last = least(memory.subList(ROUNDS - 10, ROUNDS));
        System.out.println(String.format(
                Locale.ROOT,
                "%d answers of %d versions by %d threads; memory beside the heap %d MiB after %d s, %d MiB at the end",
                answers.get(),
                ROUNDS + 1,
                THREADS,
                warm / MEBIBYTE,
                WARM,
                last / MEBIBYTE));
        assertThat(answers.get()).isGreaterThan(1000);
        assertThat(last - warm).as("bytes of growth").isLessThan(64 * MEBIBYTE);
    }

    private static long least(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Returns the process's memory outside the Java heap. */
    private static long nativeMemory() throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(resident.replaceAll("[^0-9]", "")) * 1024
                - Runtime.getRuntime().totalMemory();
    }
}
