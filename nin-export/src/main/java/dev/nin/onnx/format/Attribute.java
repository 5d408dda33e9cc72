// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A named argument of an operation.
 *
 * @param name the argument's name
 * @param value a Long, Float, String or List of Long
 */
public record Attribute(String name, Object value) {
    // AttributeProto, and its types.
    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INT = 3;
    private static final int STRING = 4;
    private static final int INTS = 8;
    private static final int TYPE = 20;
    private static final int IS_FLOAT = 1;
    private static final int IS_INT = 2;
    private static final int IS_STRING = 3;
    private static final int IS_INTS = 7;

    /** Creates an argument that is a whole number. */
    public static Attribute of(String name, long value) {
        return new Attribute(name, value);
    }

    /** Creates an argument that is a number. */
    public static Attribute of(String name, float value) {
        return new Attribute(name, value);
    }

    /** Creates an argument that is a text. */
    public static Attribute of(String name, String value) {
        return new Attribute(name, value);
    }

    /** Creates an argument that is a list of whole numbers. */
    public static Attribute ofList(String name, long... values) {
        return new Attribute(name, List.copyOf(Longs.asList(values)));
    }

    Message message() {
        Message message = new Message().text(NAME, name);
        if (value instanceof Long number) {
            return message.number(INT, number).number(TYPE, IS_INT);
        }
        if (value instanceof Float number) {
            return message.real(FLOAT, number).number(TYPE, IS_FLOAT);
        }
        if (value instanceof List<?> numbers) {
            numbers.forEach(number -> message.number(INTS, (Long) number));
            return message.number(TYPE, IS_INTS);
        }
        return message.bytes(STRING, ByteString.copyFromUtf8((String) value)).number(TYPE, IS_STRING);
    }
}
