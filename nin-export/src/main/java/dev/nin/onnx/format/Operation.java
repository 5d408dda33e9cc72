// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import java.util.List;

/**
 * An operation of a graph, called a node in ONNX.
 *
 * @param type the operation's type, such as Conv
 * @param inputs the names of the values it reads; empty for an optional one that is left out
 * @param outputs the names of the values it computes; the first is also the operation's name
 * @param attributes its arguments
 */
public record Operation(String type, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
    // NodeProto.
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int NAME = 3;
    private static final int TYPE = 4;
    private static final int ATTRIBUTE = 5;

    /** Copies the lists. */
    public Operation {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
    }

    Message message() {
        Message message = new Message()
                .texts(INPUT, inputs)
                .texts(OUTPUT, outputs)
                .text(NAME, outputs.get(0))
                .text(TYPE, type);
        attributes.forEach(attribute -> message.message(ATTRIBUTE, attribute.message()));
        return message;
    }
}
