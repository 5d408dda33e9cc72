// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.util.Random;

/** Random weights with the statistics of trained ones. */
public final class RandomWeights {
    private RandomWeights() {}

    /** Draws kernels that keep the variance of a ReLU's input, and other parameters around their initial values. */
    public static Weights of(ModelSpec spec, long seed) {
        Random random = new Random(seed);
        Weights.Builder weights = Weights.builder();
        spec.parameters().forEach((name, parameter) -> {
            float[] values = new float[Math.toIntExact(parameter.size())];
            int filters = parameter.dimensions().get(parameter.dimensions().size() - 1);
            String kind = name.substring(name.indexOf('/') + 1);
            for (int i = 0; i < values.length; i++) {
                double drawn = random.nextGaussian();
                values[i] = (float)
                        switch (kind) {
                            case "kernel" -> drawn * Math.sqrt(2.0 * Math.max(filters, 1) / values.length);
                            case "gamma", "factor" -> 1 + 0.2 * drawn;
                            case "moving_variance" -> 0.5 + random.nextDouble();
                            case "slope" -> 0.25 + 0.1 * drawn;
                            default -> 0.2 * drawn;
                        };
            }
            weights.put(name, parameter.dimensions(), values);
        });
        return weights.build();
    }
}
