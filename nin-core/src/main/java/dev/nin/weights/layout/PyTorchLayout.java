// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.layout;

import com.google.common.collect.ImmutableMap;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** PyTorch's layout of a model's parameters: the tensors of each node that has any. */
public final class PyTorchLayout {
    private PyTorchLayout() {}

    /**
     * Returns the tensors of a model.
     *
     * @return the tensors by node, in the model's order; nodes without parameters are left out
     */
    public static Map<String, List<FileTensor>> of(ModelSpec spec) {
        Map<String, Shape> shapes = spec.shapes();
        Map<String, IntUnaryOperator> orders = VectorOrder.of(spec);
        ImmutableMap.Builder<String, List<FileTensor>> layout = ImmutableMap.builder();
        for (Node node : spec.nodes()) {
            List<Shape> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(shapes.get(input)))
                    .toList();
            List<Parameter> parameters = node.parameters(inputs);
            if (!parameters.isEmpty()) {
                IntUnaryOperator order =
                        Objects.requireNonNull(orders.get(node.inputs().get(0)));
                layout.put(
                        node.name(),
                        parameters.stream()
                                .map(parameter -> tensor(node, parameter, inputs.get(0), order))
                                .toList());
            }
        }
        return layout.buildOrThrow();
    }

    private static FileTensor tensor(Node node, Parameter parameter, Shape input, IntUnaryOperator inputOrder) {
        Layer layer = node.layer();
        String name = node.name();
        List<Integer> here = parameter.dimensions();
        boolean kernel = parameter.name().equals("kernel");
        if (kernel && (layer instanceof Conv2d || layer instanceof ConvTranspose2d)) {
            List<Integer> there = List.of(here.get(3), here.get(2), here.get(0), here.get(1));
            return FileTensor.of(name, parameter, there, convolution(here));
        }
        if (kernel && layer instanceof DepthwiseConv2d) {
            List<Integer> there = List.of(here.get(2) * here.get(3), 1, here.get(0), here.get(1));
            return FileTensor.of(name, parameter, there, depthwise(here));
        }
        if (kernel && layer instanceof Dense) {
            List<Integer> there = List.of(here.get(1), here.get(0));
            return FileTensor.of(name, parameter, there, dense(here, inputOrder));
        }
        // Normalizations have one value per channel of the input; a custom layer is assumed to work like them.
        boolean eachInput = !(layer instanceof Dense) && here.equals(List.of(input.channels()));
        return FileTensor.of(name, parameter, here, eachInput ? inputOrder : IntUnaryOperator.identity());
    }

    /** Maps (height, width, a, b) to (b, a, height, width). */
    private static IntUnaryOperator convolution(List<Integer> here) {
        int area = here.get(0) * here.get(1);
        int a = here.get(2);
        int b = here.get(3);
        return place -> {
            int pixel = place / (a * b);
            int rest = place % (a * b);
            return (rest % b * a + rest / b) * area + pixel;
        };
    }

    /** Maps (height, width, channels, multiplier) to (channels · multiplier, 1, height, width). */
    private static IntUnaryOperator depthwise(List<Integer> here) {
        int filters = here.get(2) * here.get(3);
        int area = here.get(0) * here.get(1);
        return place -> place % filters * area + place / filters;
    }

    /** Maps (in, out) to (out, in), with the inputs in PyTorch's order. */
    private static IntUnaryOperator dense(List<Integer> here, IntUnaryOperator inputOrder) {
        int in = here.get(0);
        int out = here.get(1);
        return place -> place % out * in + inputOrder.applyAsInt(place / out);
    }
}
