// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.model.Parameter;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A parameter as PyTorch keeps it.
 *
 * @param parameter the parameter's full name here, such as conv2d_1/kernel
 * @param here the parameter's shape here
 * @param suffix its name within PyTorch's module, such as weight
 * @param there its shape in PyTorch
 * @param place for the place of a value here, counted along the last dimension first, its place in PyTorch; a bijection
 */
record PyTorchTensor(String parameter, List<Integer> here, String suffix, List<Integer> there, IntUnaryOperator place) {
    /** A node's parameter, which has that shape in PyTorch. */
    static PyTorchTensor of(String node, Parameter parameter, List<Integer> there, IntUnaryOperator place) {
        return new PyTorchTensor(
                node + "/" + parameter.name(), parameter.dimensions(), suffix(parameter.name()), there, place);
    }

    float[] toPyTorch(float[] values) {
        float[] moved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            moved[place.applyAsInt(i)] = values[i];
        }
        return moved;
    }

    float[] fromPyTorch(float[] values) {
        float[] moved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            moved[i] = values[place.applyAsInt(i)];
        }
        return moved;
    }

    private static String suffix(String parameter) {
        return switch (parameter) {
            case "kernel", "gamma", "slope" -> "weight";
            case "beta" -> "bias";
            case "moving_mean" -> "running_mean";
            case "moving_variance" -> "running_var";
            default -> parameter;
        };
    }
}
