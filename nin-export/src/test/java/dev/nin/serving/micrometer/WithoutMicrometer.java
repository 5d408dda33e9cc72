// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.micrometer;

import dev.nin.export.TestModels;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.serving.ServingOptions;
import dev.nin.serving.batching.Batching;
import java.nio.file.Path;
import java.time.Duration;

/** A process without Micrometer on its class path that predicts an image and prints the version. */
final class WithoutMicrometer {
    private WithoutMicrometer() {}

    public static void main(String... arguments) {
        ServingOptions options =
                ServingOptions.builder().batching(Batching.of(4, Duration.ZERO)).build();
        try (Predictor predictor = Predictor.open(Path.of(arguments[0]), options)) {
            Prediction prediction = predictor
                    .predict(new byte[TestModels.SIZE * TestModels.SIZE])
                    .get(0);
            try {
                Class.forName("io.micrometer.core.instrument.MeterRegistry");
            } catch (ClassNotFoundException e) {
                System.out.println("no MeterRegistry, predicted by version " + prediction.version());
            }
        }
    }
}
