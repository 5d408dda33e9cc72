// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import java.util.List;

/**
 * A graph as data.
 *
 * @param name the model's name
 * @param inputs what is fed
 * @param outputs what is computed
 * @param constants the stored tensors
 * @param operations the operations, each after those whose values it reads
 */
public record OnnxGraph(
        String name,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        List<Constant> constants,
        List<Operation> operations) {
    // GraphProto.
    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    /** Copies the lists. */
    public OnnxGraph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        constants = List.copyOf(constants);
        operations = List.copyOf(operations);
    }

    Message message() {
        Message message = new Message();
        operations.forEach(operation -> message.message(NODE, operation.message()));
        message.text(NAME, name);
        constants.forEach(constant -> message.message(INITIALIZER, constant.message()));
        inputs.forEach(input -> message.message(INPUT, input.message()));
        outputs.forEach(output -> message.message(OUTPUT, output.message()));
        return message;
    }
}
