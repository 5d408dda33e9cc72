// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.layout;

import dev.nin.model.Concat;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * The order of the values of a model's vectors in PyTorch. PyTorch flattens a map channel by channel, this library
 * pixel by pixel, which affects all layers after the flattened map up to the next dense layer.
 */
final class VectorOrder {
    private VectorOrder() {}

    /**
     * Returns the order of each node's output.
     *
     * @return by node, a mapping from the index of a map's channel or a vector's value to its index in PyTorch
     */
    static Map<String, IntUnaryOperator> of(ModelSpec spec) {
        Map<String, Shape> shapes = spec.shapes();
        Map<String, IntUnaryOperator> orders = new HashMap<>();
        for (Node node : spec.nodes()) {
            orders.put(node.name(), order(node, shapes, orders));
        }
        return orders;
    }

    private static IntUnaryOperator order(Node node, Map<String, Shape> shapes, Map<String, IntUnaryOperator> orders) {
        Shape output = shape(node.name(), shapes);
        if (output.isMap() || node.inputs().isEmpty() || node.layer() instanceof Dense) {
            return IntUnaryOperator.identity();
        }
        if (node.layer() instanceof Flatten) {
            return flattened(shape(node.inputs().get(0), shapes));
        }
        if (node.layer() instanceof Concat) {
            return joined(node.inputs(), shapes, orders);
        }
        // Other layers work value by value. One that changes the size is a custom layer.
        String first = node.inputs().get(0);
        return shape(first, shapes).equals(output)
                ? Objects.requireNonNull(orders.get(first))
                : IntUnaryOperator.identity();
    }

    /** Maps (height, width, channel) to (channel, height, width). */
    private static IntUnaryOperator flattened(Shape map) {
        int channels = map.channels();
        int area = map.height() * map.width();
        return place -> place % channels * area + place / channels;
    }

    private static IntUnaryOperator joined(
            List<String> inputs, Map<String, Shape> shapes, Map<String, IntUnaryOperator> orders) {
        return place -> {
            int start = 0;
            for (String input : inputs) {
                int size = shape(input, shapes).channels();
                if (place < start + size) {
                    return start + Objects.requireNonNull(orders.get(input)).applyAsInt(place - start);
                }
                start += size;
            }
            throw new IndexOutOfBoundsException(place);
        };
    }

    private static Shape shape(String node, Map<String, Shape> shapes) {
        return Objects.requireNonNull(shapes.get(node));
    }
}
