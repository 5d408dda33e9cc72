// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Safetensors;
import dev.nin.weights.Weights;
import dev.nin.weights.WeightsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Arrays that their names stand for, which src/test/python/zoo_reference.py computes alike, in PyTorch's layouts. */
final class NamedNumbers {
    private NamedNumbers() {}

    /** Values for all parameters of a network, by way of a file as PyTorch would write it. */
    static Weights of(ModelSpec spec, PyTorchNames names, Path folder) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, filled(shapes(spec, names, folder)));
        return PyTorchWeights.read(file, spec, names);
    }

    /** The tensors that PyTorch has for a network, without their values. */
    private static Map<String, List<Integer>> shapes(ModelSpec spec, PyTorchNames names, Path folder) {
        Weights.Builder zeros = Weights.builder();
        spec.parameters().forEach((name, parameter) -> {
            zeros.put(name, parameter.dimensions(), new float[Math.toIntExact(parameter.size())]);
        });
        Path written = folder.resolve("shapes.safetensors");
        PyTorchWeights.write(written, spec, zeros.build(), names);
        try (WeightsFile file = WeightsFile.open(written)) {
            return file.shapes();
        }
    }

    private static Weights filled(Map<String, List<Integer>> shapes) {
        Weights.Builder filled = Weights.builder();
        shapes.forEach((name, dimensions) -> filled.put(name, dimensions, numbers(name, dimensions)));
        return filled.build();
    }

    private static float[] numbers(String name, List<Integer> dimensions) {
        // A tensor that is no module's in PyTorch.
        String there = name.endsWith("layer_scale.weight") ? name.substring(0, name.lastIndexOf('.')) : name;
        int count = dimensions.stream().reduce(1, Math::multiplyExact);
        CRC32 seed = new CRC32();
        seed.update(there.getBytes(StandardCharsets.UTF_8));
        float[] numbers = uniform((int) seed.getValue(), count);
        boolean isKernel = dimensions.size() > 1 && there.equals(name);
        float bound = (float) Math.sqrt(3 / (double) (count / dimensions.get(0)));
        boolean isOffset = name.endsWith("bias") || name.endsWith("running_mean");
        for (int i = 0; i < count; i++) {
            numbers[i] = isKernel ? numbers[i] * bound : isOffset ? numbers[i] * 0.1f : 0.25f + numbers[i] * 0.05f;
        }
        return numbers;
    }

    /** Numbers from -1 to 1, one for each place of an array. */
    static float[] uniform(int seed, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            int x = i + seed * 0x9E3779B1;
            for (int round = 0; round < 2; round++) {
                x ^= x >>> 16;
                x *= 0x7FEB352D;
            }
            numbers[i] = ((x ^ x >>> 16) >>> 8) / (float) (1 << 23) - 1;
        }
        return numbers;
    }
}
