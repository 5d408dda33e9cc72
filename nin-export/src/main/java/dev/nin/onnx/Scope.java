// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.onnx.format.Attribute;
import dev.nin.onnx.format.Constant;
import dev.nin.onnx.format.GraphBuilder;
import dev.nin.onnx.format.Operation;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Adds operations and constants to a graph, named after what they belong to. Feature maps are (batch, channels, height,
 * width).
 *
 * @param graph the graph
 * @param name the name that precedes those of the values, such as a layer's
 */
record Scope(GraphBuilder graph, String name) {
    /** Adds an operation with one output, and returns the output's name. */
    String add(String type, List<String> inputs, Attribute... attributes) {
        String output = free(type);
        graph.add(new Operation(type, inputs, List.of(output), List.of(attributes)));
        return output;
    }

    /** Adds an operation that splits a value into two equal parts along the batch. */
    List<String> halves(String value) {
        List<String> halves = List.of(free("Split"), free("Split"));
        graph.add(new Operation("Split", List.of(value), halves, List.of(Attribute.of("axis", 0L))));
        return halves;
    }

    /** Adds a number. */
    String number(String constant, float value) {
        return tensor(constant, List.of(), value);
    }

    /** Adds a number for each channel of a map or each value of a vector. */
    String perChannel(String constant, boolean isMap, float... values) {
        long channels = values.length;
        return tensor(constant, isMap ? List.of(channels, 1L, 1L) : List.of(channels), values);
    }

    /** Adds a tensor of numbers. */
    String tensor(String constant, List<Long> dimensions, float... values) {
        return tensor(constant, dimensions, FloatBuffer.wrap(values));
    }

    /** Adds a tensor of a buffer's remaining numbers. */
    String tensor(String constant, List<Long> dimensions, FloatBuffer values) {
        String unique = free(constant);
        graph.add(Constant.of(unique, dimensions, values));
        return unique;
    }

    /** Adds a vector of whole numbers. */
    String integers(String constant, long... values) {
        String unique = free(constant);
        graph.add(Constant.ofVector(unique, values));
        return unique;
    }

    /** Adds the reversal of a value along an axis. */
    String reversed(String value, int axis) {
        return add(
                "Slice",
                List.of(
                        value,
                        integers("start", -1),
                        integers("end", Long.MIN_VALUE),
                        integers("axis", axis),
                        integers("step", -1)));
    }

    /** Adds a transposition to (batch, channels, height, width). */
    String channelsFirst(String map) {
        return add("Transpose", List.of(map), Attribute.ofList("perm", 0, 3, 1, 2));
    }

    /** Adds a transposition to (batch, height, width, channels). */
    String channelsLast(String map) {
        return add("Transpose", List.of(map), Attribute.ofList("perm", 0, 2, 3, 1));
    }

    private String free(String value) {
        return graph.free(name + "/" + value);
    }
}
