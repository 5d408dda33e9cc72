// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ModelSpec;
import dev.nin.model.Parameter;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Map;

/** Arrays too large to keep, which src/test/python/pytorch_reference.py computes alike, in PyTorch's layouts. */
final class HashedNumbers {
    private static final int FIRST_SEED = 271;

    private HashedNumbers() {}

    /** Pixels of grey images of squares of that side. */
    static byte[] pixels(int images, int size, int side) {
        int squares = size / side;
        byte[] pixels = new byte[images * size * size];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / size;
            pixels[i] = (byte) (bits(0, row / side * squares + i % size / side) >> 16);
        }
        return pixels;
    }

    /** Kernels and biases for a chain of convolutions. */
    static PyTorchFile parameters(ModelSpec spec) {
        Weights.Builder weights = Weights.builder();
        int seed = FIRST_SEED;
        for (Map.Entry<String, Parameter> entry : spec.parameters().entrySet()) {
            List<Integer> dimensions = entry.getValue().dimensions();
            boolean kernel = dimensions.size() == 4;
            int size = dimensions.stream().reduce(1, Math::multiplyExact);
            double bound = kernel ? Math.sqrt(6 / (double) (size / dimensions.get(3))) : 1 / 16.0;
            weights.put(PyTorchFile.name(entry.getKey()), List.of(size), uniform(seed++, size, (float) bound));
        }
        return new PyTorchFile(weights.build());
    }

    private static float[] uniform(int seed, int count, float bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (bits(seed, i) / (float) (1 << 23) - 1) * bound;
        }
        return values;
    }

    /** 24 bits for each place of an array. */
    private static int bits(int seed, int place) {
        int x = place + seed * 0x9E3779B1;
        for (int i = 0; i < 2; i++) {
            x ^= x >>> 16;
            x *= 0x7FEB352D;
        }
        return (x ^ x >>> 16) >>> 8;
    }
}
