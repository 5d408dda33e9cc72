// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import dev.nin.onnx.format.Attribute;
import dev.nin.onnx.format.Constant;
import dev.nin.onnx.format.ElementType;
import dev.nin.onnx.format.GraphBuilder;
import dev.nin.onnx.format.OnnxGraph;
import dev.nin.onnx.format.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose convolutions and dense layers, and the poolings, sums of two and concatenations between them, compute
 * with 8-bit integers. Around each such operation, values pass QuantizeLinear and DequantizeLinear, which runtimes fuse
 * with it into an operation on integers; others compute the same in 32 bits.
 */
public final class QuantizedGraph {
    /** Operations with a kernel, and the kernel's dimension of outputs. */
    private static final Map<String, Integer> WITH_KERNEL = Map.of("Conv", 0, "Gemm", 1);
    /** Operations that only move or choose values, so that their results keep the range. */
    private static final Set<String> MOVES = Set.of("MaxPool", "Flatten", "Transpose");
    /** Other operations that have a form on integers. */
    private static final Set<String> BETWEEN = Set.of("AveragePool", "GlobalAveragePool", "Add", "Concat");
    /** Operations that runtimes fuse with the one before, if the range that follows has the same bounds. */
    private static final Set<String> CLAMPS = Set.of("Relu", "Clip");

    private final OnnxGraph graph;
    private final Map<String, ValueRange> ranges;
    private final Set<String> outputs;
    private final Map<String, Constant> constants = new HashMap<>();
    private final Map<String, List<Operation>> readers = new HashMap<>();
    private final GraphBuilder quantized = new GraphBuilder();
    /** What every later operation reads in place of a value. */
    private final Map<String, String> replaced = new HashMap<>();
    /** What operations on integers read in place of a value. */
    private final Map<String, String> dequantized = new HashMap<>();
    /** The values that operations on integers computed. */
    private final Set<String> integers = new HashSet<>();

    private QuantizedGraph(OnnxGraph graph, Map<String, ValueRange> ranges, Set<String> outputs) {
        this.graph = graph;
        this.ranges = new HashMap<>(ranges);
        this.outputs = Set.copyOf(outputs);
        graph.inputs().forEach(input -> quantized.free(input.name()));
        graph.constants().forEach(constant -> constants.put(quantized.free(constant.name()), constant));
        for (Operation operation : graph.operations()) {
            operation.outputs().forEach(quantized::free);
            for (String input : operation.inputs()) {
                readers.computeIfAbsent(input, value -> new ArrayList<>()).add(operation);
            }
        }
    }

    /**
     * Quantizes a graph.
     *
     * @param graph the graph in 32 bits
     * @param ranges the ranges of values by their names; other values stay in 32 bits
     * @param outputs the values of the model's outputs, which stay in 32 bits
     */
    public static OnnxGraph of(OnnxGraph graph, Map<String, ValueRange> ranges, Set<String> outputs) {
        return new QuantizedGraph(graph, ranges, outputs).rewrite();
    }

    private OnnxGraph rewrite() {
        graph.operations().forEach(this::rewrite);
        OnnxGraph rewritten = quantized.build(graph.name());
        Set<String> read = new HashSet<>();
        rewritten.operations().forEach(operation -> read.addAll(operation.inputs()));
        List<Constant> kept = new ArrayList<>(graph.constants());
        kept.addAll(rewritten.constants());
        kept.removeIf(constant -> !read.contains(constant.name()));
        return new OnnxGraph(graph.name(), graph.inputs(), graph.outputs(), kept, rewritten.operations());
    }

    private void rewrite(Operation operation) {
        String output = operation.outputs().get(0);
        List<String> inputs = new ArrayList<>(operation.inputs());
        inputs.replaceAll(input -> replaced.getOrDefault(input, input));
        boolean isMove = MOVES.contains(operation.type());
        boolean isInteger = CLAMPS.contains(operation.type())
                && integers.contains(operation.inputs().get(0));
        if (takesKernel(operation)) {
            readIntegers(operation, inputs);
            isInteger = true;
        } else if ((isMove || BETWEEN.contains(operation.type()))
                && operation.inputs().stream().allMatch(dequantized::containsKey)
                && hasReader(output)) {
            inputs.clear();
            operation.inputs().forEach(input -> inputs.add(dequantized(input)));
            if (isMove) {
                ranges.put(output, range(operation.inputs().get(0)));
            }
            isInteger = true;
        }
        quantized.add(new Operation(operation.type(), inputs, operation.outputs(), operation.attributes()));
        if (isInteger) {
            integers.add(output);
            if (ranges.containsKey(output) && (isMove || clamp(output) == null) && !isLast(operation)) {
                replaced.put(output, dequantized(output));
            }
        }
    }

    /** Returns whether the operation has a stored kernel and can read 8-bit integers. */
    private boolean takesKernel(Operation operation) {
        return WITH_KERNEL.containsKey(operation.type())
                && ranges.containsKey(operation.inputs().get(0))
                && constants.containsKey(operation.inputs().get(1))
                && (operation.type().equals("Gemm")
                        || !isOutput(operation.outputs().get(0)));
    }

    /** Returns whether a value, or what a clamp makes of it, is an output of the model. */
    private boolean isOutput(String value) {
        String clamped = clamp(value);
        return outputs.contains(value) || (clamped != null && outputs.contains(clamped));
    }

    /** Returns whether the operation is a dense layer without another one after it. */
    private boolean isLast(Operation operation) {
        String output = operation.outputs().get(0);
        return outputs.contains(output) || (operation.type().equals("Gemm") && !hasReader(output));
    }

    /** Returns whether an operation on integers may read the value, directly or through clamps and moves. */
    private boolean hasReader(String value) {
        return !outputs.contains(value)
                && readers.getOrDefault(value, List.of()).stream()
                        .anyMatch(reader -> WITH_KERNEL.containsKey(reader.type())
                                || BETWEEN.contains(reader.type())
                                || ((CLAMPS.contains(reader.type()) || MOVES.contains(reader.type()))
                                        && hasReader(reader.outputs().get(0))));
    }

    /** Returns the result of the clamp that alone reads a value; null if something else reads it. */
    private @Nullable String clamp(String value) {
        List<Operation> all = readers.getOrDefault(value, List.of());
        boolean isClamped = all.size() == 1
                && CLAMPS.contains(all.get(0).type())
                && ranges.containsKey(all.get(0).outputs().get(0));
        return isClamped ? all.get(0).outputs().get(0) : null;
    }

    private void readIntegers(Operation operation, List<String> inputs) {
        String value = operation.inputs().get(0);
        inputs.set(0, dequantized(value));
        float inputScale = range(value).scale();
        float[] bias = inputs.size() > 2 ? numbers(operation.inputs().get(2)) : new float[0];
        Constant floats = constant(operation.inputs().get(1));
        int axis = Objects.requireNonNull(WITH_KERNEL.get(operation.type()));
        QuantizedKernel kernel = QuantizedKernel.of(floats, axis, inputScale, bias);
        inputs.set(
                1,
                stored(
                        Constant.ofBytes(
                                quantized.free(floats.name() + "_quantized"),
                                ElementType.INT8,
                                floats.dimensions(),
                                kernel.values()),
                        kernel.scales(),
                        axis));
        if (bias.length > 0) {
            String name = operation.inputs().get(2);
            Constant rounded = Constant.ofVector(quantized.free(name + "_quantized"), kernel.bias(bias, inputScale));
            inputs.set(2, stored(rounded, kernel.productScales(inputScale), 0));
        }
    }

    /** Adds a stored tensor of integers with a scale for each output. */
    private String stored(Constant tensor, float[] scales, int axis) {
        quantized.add(tensor);
        List<Long> size = List.of((long) scales.length);
        Constant scale = Constant.of(quantized.free(tensor.name() + "/scale"), size, scales);
        quantized.add(scale);
        Constant zero = tensor.type() == ElementType.INT8
                ? Constant.ofBytes(
                        quantized.free(tensor.name() + "/zero"), tensor.type(), size, new byte[scales.length])
                : Constant.ofVector(quantized.free(tensor.name() + "/zero"), new int[scales.length]);
        quantized.add(zero);
        return added(
                "DequantizeLinear",
                tensor.name(),
                List.of(tensor.name(), scale.name(), zero.name()),
                Attribute.of("axis", axis));
    }

    /** Returns the value quantized and back, for operations on integers. */
    private String dequantized(String value) {
        String known = dequantized.get(value);
        if (known != null) {
            return known;
        }
        ValueRange range = range(value);
        Constant scale = Constant.of(quantized.free(value + "/scale"), List.of(), range.scale());
        Constant zero = Constant.ofBytes(
                quantized.free(value + "/zero"), ElementType.UINT8, List.of(), new byte[] {(byte) range.zeroPoint()});
        quantized.add(scale);
        quantized.add(zero);
        String bytes = added("QuantizeLinear", value, List.of(value, scale.name(), zero.name()));
        String back = added("DequantizeLinear", value, List.of(bytes, scale.name(), zero.name()));
        dequantized.put(value, back);
        return back;
    }

    private String added(String type, String name, List<String> inputs, Attribute... attributes) {
        String output = quantized.free(name + "/" + type);
        quantized.add(new Operation(type, inputs, List.of(output), List.of(attributes)));
        return output;
    }

    private ValueRange range(String value) {
        return Objects.requireNonNull(ranges.get(value));
    }

    private Constant constant(String name) {
        return Objects.requireNonNull(constants.get(name));
    }

    private float[] numbers(String constant) {
        var buffer = QuantizedKernel.floats(constant(constant));
        float[] numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
    }
}
