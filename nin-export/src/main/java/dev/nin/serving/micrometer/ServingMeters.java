// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.micrometer;

import dev.nin.runtime.ProcessMemory;
import dev.nin.serving.ImageModel;
import dev.nin.serving.ServingListener;
import dev.nin.serving.VersionSwap;
import dev.nin.serving.batching.OverloadedException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Meters of a served model. Needs {@code io.micrometer:micrometer-core} on the class path.
 *
 * <pre>{@code
 * new ServingMeters(predictor, "model", "fashion").bindTo(registry);
 * }</pre>
 *
 * <table>
 * <caption>The meters, each with the tags given</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>nin.serving.requests</td><td>timer of requests by outcome: answered, failed, refused</td></tr>
 * <tr><td>nin.serving.batch.size</td><td>images per batch</td></tr>
 * <tr><td>nin.serving.batches</td><td>timer of batches</td></tr>
 * <tr><td>nin.serving.queue.size</td><td>requests that wait for a batch</td></tr>
 * <tr><td>nin.serving.swaps</td><td>timer of changes to newer versions by outcome: swapped, failed</td></tr>
 * <tr><td>nin.serving.version</td><td>the version's number; NaN if there is none</td></tr>
 * <tr><td>nin.serving.ready</td><td>1 if requests are answered, otherwise 0</td></tr>
 * <tr><td>nin.serving.native.memory</td><td>the process's resident bytes outside the Java heap</td></tr>
 * </table>
 */
@SuppressWarnings("exports") // Whoever has meters requires Micrometer; others should not have to.
public final class ServingMeters implements MeterBinder {
    private static final String PREFIX = "nin.serving.";
    private static final String OUTCOME = "outcome";

    private final ImageModel<?> model;
    private final Tags tags;

    /**
     * Creates the meters of a model.
     *
     * @param model the model
     * @param tags names and values in turn, to tell models apart
     */
    public ServingMeters(ImageModel<?> model, String... tags) {
        this.model = model;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        model.addListener(new Recorder(registry, tags));
        gauge("queue.size", "requests that wait for a batch", registry, model::waitingRequests);
        gauge("ready", "whether requests are answered", registry, () -> model.isReady() ? 1 : 0);
        gauge("version", "the number of the version in use", registry, this::version);
        Gauge.builder(PREFIX + "native.memory", ServingMeters::nativeMemory)
                .description("resident bytes outside the Java heap")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String description, MeterRegistry registry, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value).description(description).tags(tags).register(registry);
    }

    private double version() {
        try {
            return Double.parseDouble(model.version());
        } catch (IllegalStateException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double nativeMemory() {
        return Math.max(0, ProcessMemory.now().resident() - Runtime.getRuntime().totalMemory());
    }

    /** Records events in meters. */
    private static final class Recorder implements ServingListener {
        private final Timer answered;
        private final Timer failed;
        private final Timer refused;
        private final Timer batches;
        private final DistributionSummary batchSize;
        private final Timer swapped;
        private final Timer swapsFailed;

        Recorder(MeterRegistry registry, Tags tags) {
            answered = registry.timer(PREFIX + "requests", tags.and(OUTCOME, "answered"));
            failed = registry.timer(PREFIX + "requests", tags.and(OUTCOME, "failed"));
            refused = registry.timer(PREFIX + "requests", tags.and(OUTCOME, "refused"));
            batches = registry.timer(PREFIX + "batches", tags);
            batchSize = DistributionSummary.builder(PREFIX + "batch.size")
                    .baseUnit("images")
                    .tags(tags)
                    .register(registry);
            swapped = registry.timer(PREFIX + "swaps", tags.and(OUTCOME, "swapped"));
            swapsFailed = registry.timer(PREFIX + "swaps", tags.and(OUTCOME, "failed"));
        }

        @Override
        public void swapped(VersionSwap swap) {
            (swap.isFailed() ? swapsFailed : swapped).record(swap.duration());
        }

        @Override
        public void ran(int images, Duration duration) {
            batchSize.record(images);
            batches.record(duration);
        }

        @Override
        public void answered(Duration latency) {
            answered.record(latency);
        }

        @Override
        public void failed(Duration latency, RuntimeException problem) {
            failed.record(latency);
        }

        @Override
        public void refused(Duration latency, OverloadedException problem) {
            refused.record(latency);
        }
    }
}
