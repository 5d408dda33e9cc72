// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.serving.Predictor;
import dev.nin.serving.ServingOptions;
import dev.nin.serving.VersionSwap;
import dev.nin.serving.batching.Batching;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the meters, and that a model runs without Micrometer. */
@Timeout(120)
class ServingMetersTest {
    private static final byte[] PIXELS = TestModels.pixels(3, TestModels.SIZE, TestModels.SIZE, 1);

    @TempDir
    private Path folder;

    @Test
    void countRequestsBatchesAndVersions() throws Exception {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
        ServingOptions options =
                ServingOptions.builder().batching(Batching.of(4, Duration.ZERO)).build();
        MeterRegistry registry = new SimpleMeterRegistry();
        BlockingQueue<VersionSwap> swaps = new LinkedBlockingQueue<>();
        try (Predictor predictor = Predictor.follow(folder, Duration.ofMillis(10), options)) {
            new ServingMeters(predictor, "model", "tiny").bindTo(registry);
            predictor.onSwap(swaps::add);
            predictor.predict(PIXELS);
            predictor.predict(PIXELS);
            assertThatThrownBy(() -> predictor.predict(new byte[1])).isInstanceOf(UserInputException.class);

            assertThat(requests(registry, "answered")).isEqualTo(2);
            assertThat(requests(registry, "failed")).isEqualTo(1);
            assertThat(requests(registry, "refused")).isZero();
            assertThat(registry.get("nin.serving.batch.size").summary().mean()).isEqualTo(3);
            assertThat(registry.get("nin.serving.batches").timer().count()).isEqualTo(2);
            assertThat(gauge(registry, "queue.size")).isZero();
            assertThat(gauge(registry, "version")).isEqualTo(1);
            assertThat(gauge(registry, "ready")).isEqualTo(1);
            assertThat(gauge(registry, "native.memory")).isGreaterThan(10e6);

            SavedModelExporter.export(TestModels.checkpoint(), folder);
            swaps.take();
            Files.createDirectory(folder.resolve("3"));
            Files.writeString(folder.resolve("3/saved_model.pb"), "damaged");
            swaps.take();

            assertThat(swaps(registry, "swapped")).isEqualTo(1);
            assertThat(swaps(registry, "failed")).isEqualTo(1);
            assertThat(gauge(registry, "version")).isEqualTo(2);
        }
        assertThat(gauge(registry, "ready")).isZero();
        assertThat(gauge(registry, "version")).isNaN();
    }

    private static long requests(MeterRegistry registry, String outcome) {
        return registry.get("nin.serving.requests")
                .tags("model", "tiny", "outcome", outcome)
                .timer()
                .count();
    }

    private static long swaps(MeterRegistry registry, String outcome) {
        return registry.get("nin.serving.swaps").tag("outcome", outcome).timer().count();
    }

    private static double gauge(MeterRegistry registry, String name) {
        return registry.get("nin.serving." + name).tag("model", "tiny").gauge().value();
    }
}
