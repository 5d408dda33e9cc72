// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.layout;

import dev.nin.model.Parameter;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A parameter as stored in a file of another framework.
 *
 * @param parameter the parameter's full name here, such as conv2d_1/kernel
 * @param here the parameter's shape here
 * @param suffix its name within the module there, such as weight
 * @param there its shape there
 * @param place maps the index of a value here, the last dimension varying fastest, to its index there; a bijection
 */
public record FileTensor(
        String parameter, List<Integer> here, String suffix, List<Integer> there, IntUnaryOperator place) {
    /** Creates the tensor of a node's parameter with the given shape and PyTorch's name there. */
    static FileTensor of(String node, Parameter parameter, List<Integer> there, IntUnaryOperator place) {
        return new FileTensor(
                node + "/" + parameter.name(), parameter.dimensions(), suffix(parameter.name()), there, place);
    }

    /** Creates the tensor of a node's parameter that has the same layout there as here. */
    static FileTensor same(String node, Parameter parameter, String suffix) {
        return new FileTensor(
                node + "/" + parameter.name(),
                parameter.dimensions(),
                suffix,
                parameter.dimensions(),
                IntUnaryOperator.identity());
    }

    public float[] toFile(float[] values) {
        float[] moved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            moved[place.applyAsInt(i)] = values[i];
        }
        return moved;
    }

    public float[] fromFile(float[] values) {
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
