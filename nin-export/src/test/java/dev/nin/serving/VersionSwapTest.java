// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.serving.batching.Batching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a service sees of versions: readiness, changes, and refused ones. */
@Timeout(120)
class VersionSwapTest {
    private static final byte[] PIXELS = TestModels.pixels(1, TestModels.SIZE, TestModels.SIZE, 1);
    private static final Duration OFTEN = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final BlockingQueue<VersionSwap> swaps = new LinkedBlockingQueue<>();

    @Test
    void waitsForTheFirstVersion() throws Exception {
        Path later = folder.resolve("later");
        ServingOptions options =
                ServingOptions.builder().waitForFirstVersion(true).build();
        try (Predictor predictor = Predictor.follow(later, OFTEN, options)) {
            predictor.onSwap(swaps::add);
            assertThat(predictor.isReady()).isFalse();
            assertThatThrownBy(() -> predictor.predict(PIXELS))
                    .isInstanceOf(NotReadyException.class)
                    .hasMessage("the model is not ready: " + later + " has no usable version yet; try again later");
            assertThat(predictor).hasToString("Predictor, not ready");

            SavedModelExporter.export(TestModels.checkpoint(), later);
            VersionSwap first = next();

            assertThat(first.from()).isEmpty();
            assertThat(first.to()).isEqualTo("1");
            assertThat(first.isFailed()).isFalse();
            assertThat(predictor.isReady()).isTrue();
            assertThat(predictor.version()).isEqualTo("1");
            assertThat(predictor.predict(PIXELS).get(0).version()).isEqualTo("1");
        }
    }

    @Test
    void refusesACorruptVersionOnceInOneLine() throws Exception {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
        List<LogRecord> lines = new ArrayList<>();
        Logger log = Logger.getLogger(VersionWatch.class.getName());
        Handler handler = new Collector(lines);
        log.addHandler(handler);
        try (Predictor predictor =
                Predictor.follow(folder, OFTEN, ServingOptions.builder().build())) {
            predictor.onSwap(swaps::add);
            predictor.onSwap(swap -> {
                throw new IllegalStateException("a listener's mistake");
            });
            Path second = SavedModelExporter.export(TestModels.checkpoint(), folder.resolve("other"));
            byte[] graph = Files.readAllBytes(second.resolve("saved_model.pb"));
            graph[graph.length / 2] ^= 1;
            Files.write(second.resolve("saved_model.pb"), graph);
            Files.move(second, folder.resolve("2"));

            VersionSwap refused = next();
            Thread.sleep(10 * OFTEN.toMillis());

            assertThat(refused.isFailed()).isTrue();
            assertThat(refused.from()).isEqualTo(Optional.of("1"));
            assertThat(refused.to()).isEqualTo("2");
            assertThat(predictor.version()).isEqualTo("1");
            assertThat(swaps).isEmpty();
            assertThat(lines).hasSize(1);

            SavedModelExporter.export(TestModels.checkpoint(), folder);
            assertThat(next().to()).isEqualTo("3");
            assertThat(predictor.predict(PIXELS).get(0).version()).isEqualTo("3");
        } finally {
            log.removeHandler(handler);
        }
    }

    @Test
    void noRequestFailsWhileVersionsChange() throws Exception {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
        ServingOptions options = ServingOptions.builder()
                .batching(Batching.of(8, Duration.ofMillis(1)).withDeadline(Duration.ofMinutes(1)))
                .build();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Predictor joined = Predictor.follow(folder, OFTEN, options);
                Predictor single =
                        Predictor.follow(folder, OFTEN, ServingOptions.builder().build())) {
            joined.onSwap(swaps::add);
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Predictor predictor = i % 2 == 0 ? joined : single;
                clients.add(pool.submit(() -> {
                    int last = 1;
                    while (!stop.get()) {
                        int version = Integer.parseInt(
                                predictor.predict(PIXELS).get(0).version());
                        assertThat(version).isGreaterThanOrEqualTo(last);
                        last = version;
                    }
                    return last;
                }));
            }
            for (int i = 2; i <= 4; i++) {
                SavedModelExporter.export(
                        TestModels.checkpoint(),
                        folder,
                        ExportOptions.builder().keep(1).build());
                assertThat(next().to()).isEqualTo(Integer.toString(i));
            }
            while (!single.version().equals("4")) {
                Thread.sleep(1);
            }
            stop.set(true);
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isBetween(3, 4);
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
    }

    private VersionSwap next() throws InterruptedException {
        VersionSwap swap = swaps.poll(60, TimeUnit.SECONDS);
        assertThat(swap).isNotNull();
        return swap;
    }

    /** Collects log lines. */
    private static final class Collector extends Handler {
        private final List<LogRecord> lines;

        Collector(List<LogRecord> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
