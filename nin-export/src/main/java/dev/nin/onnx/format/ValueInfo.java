// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import java.util.List;

/**
 * An input or output of a graph; its first dimension is the size of the batch.
 *
 * @param name the value's name
 * @param type the type of its elements
 * @param dimensions its shape without the batch
 */
public record ValueInfo(String name, ElementType type, List<Integer> dimensions) {
    /** The name of the batch's size. */
    public static final String BATCH = "N";

    // ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its dimensions.
    private static final int NAME = 1;
    private static final int TYPE = 2;
    private static final int TENSOR = 1;
    private static final int ELEMENTS = 1;
    private static final int SHAPE = 2;
    private static final int DIMENSION = 1;
    private static final int SIZE = 1;
    private static final int SYMBOL = 2;

    /** Copies the shape. */
    public ValueInfo {
        dimensions = List.copyOf(dimensions);
    }

    Message message() {
        Message shape = new Message().message(DIMENSION, new Message().text(SYMBOL, BATCH));
        dimensions.forEach(size -> shape.message(DIMENSION, new Message().number(SIZE, size)));
        Message tensor = new Message().number(ELEMENTS, type.number()).message(SHAPE, shape);
        return new Message().text(NAME, name).message(TYPE, new Message().message(TENSOR, tensor));
    }
}
