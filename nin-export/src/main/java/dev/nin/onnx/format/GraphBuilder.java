// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the parts of a graph and names its values. Not thread-safe. */
public final class GraphBuilder {
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Adds an input of the graph, whose name must be free. */
    public void input(ValueInfo input) {
        inputs.add(input);
    }

    /** Adds an output of the graph, whose name must be free, with the value of another name. */
    public void output(ValueInfo output, String value) {
        operations.add(new Operation("Identity", List.of(value), List.of(output.name()), List.of()));
        outputs.add(output);
    }

    /** Returns a name for a value that no other has: the wanted one, or one with a number after it. */
    public String free(String wanted) {
        String name = wanted;
        for (int number = 1; !names.add(name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    /** Adds an operation. */
    public void add(Operation operation) {
        operations.add(operation);
    }

    /** Adds a stored tensor. */
    public void add(Constant constant) {
        constants.add(constant);
    }

    /** Returns the graph. */
    public OnnxGraph build(String name) {
        return new OnnxGraph(name, inputs, outputs, constants, operations);
    }
}
