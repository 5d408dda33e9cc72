// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor whose values are stored in the file, called an initializer in ONNX.
 *
 * @param name the value's name
 * @param type the type of its elements
 * @param dimensions its shape
 * @param data its elements in little-endian order, the last dimension varying fastest
 */
public record Constant(String name, ElementType type, List<Long> dimensions, ByteString data) {
    // TensorProto.
    private static final int DIMENSIONS = 1;
    private static final int TYPE = 2;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    /** Copies the shape. */
    public Constant {
        dimensions = List.copyOf(dimensions);
    }

    /** Creates a tensor of numbers. */
    public static Constant of(String name, List<Long> dimensions, float... values) {
        return of(name, dimensions, FloatBuffer.wrap(values));
    }

    /** Creates a tensor of a buffer's remaining numbers. */
    public static Constant of(String name, List<Long> dimensions, FloatBuffer values) {
        ByteBuffer data = buffer(values.remaining(), Float.BYTES);
        data.asFloatBuffer().put(values);
        return new Constant(name, ElementType.FLOAT32, dimensions, UnsafeByteOperations.unsafeWrap(data));
    }

    /** Creates a vector of whole numbers. */
    public static Constant ofVector(String name, long... values) {
        ByteBuffer data = buffer(values.length, Long.BYTES);
        data.asLongBuffer().put(values);
        return new Constant(
                name, ElementType.INT64, List.of((long) values.length), UnsafeByteOperations.unsafeWrap(data));
    }

    /** Creates a vector of 32-bit integers. */
    public static Constant ofVector(String name, int... values) {
        ByteBuffer data = buffer(values.length, Integer.BYTES);
        data.asIntBuffer().put(values);
        return new Constant(
                name, ElementType.INT32, List.of((long) values.length), UnsafeByteOperations.unsafeWrap(data));
    }

    /** Creates a tensor of bytes, signed or not. */
    public static Constant ofBytes(String name, ElementType type, List<Long> dimensions, byte... values) {
        return new Constant(name, type, dimensions, UnsafeByteOperations.unsafeWrap(values));
    }

    private static ByteBuffer buffer(int values, int bytesEach) {
        return ByteBuffer.allocate(Math.multiplyExact(values, bytesEach)).order(ByteOrder.LITTLE_ENDIAN);
    }

    Message message() {
        return new Message()
                .numbers(DIMENSIONS, dimensions)
                .number(TYPE, type.number())
                .text(NAME, name)
                .bytes(RAW_DATA, data);
    }
}
