// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A protobuf message that is built from its field numbers. Large fields are not copied. */
final class Message {
    private static final int LENGTH_DELIMITED = 2;

    private final List<ByteString> parts = new ArrayList<>();

    private interface Encoder {
        void encode(CodedOutputStream out) throws IOException;
    }

    Message number(int field, long value) {
        return add(CodedOutputStream.computeInt64Size(field, value), out -> out.writeInt64(field, value));
    }

    /** Adds a repeated field, not packed, as ONNX declares it. */
    Message numbers(int field, List<Long> values) {
        values.forEach(value -> number(field, value));
        return this;
    }

    Message real(int field, float value) {
        return add(CodedOutputStream.computeFloatSize(field, value), out -> out.writeFloat(field, value));
    }

    Message text(int field, String value) {
        return bytes(field, ByteString.copyFromUtf8(value));
    }

    Message texts(int field, List<String> values) {
        values.forEach(value -> text(field, value));
        return this;
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    Message bytes(int field, ByteString value) {
        int size = CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(value.size());
        add(size, out -> {
            out.writeTag(field, LENGTH_DELIMITED);
            out.writeUInt32NoTag(value.size());
        });
        parts.add(value);
        return this;
    }

    ByteString toBytes() {
        return ByteString.copyFrom(parts);
    }

    private Message add(int size, Encoder encoder) {
        byte[] encoded = new byte[size];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(encoded);
            encoder.encode(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot be written", e);
        }
        parts.add(UnsafeByteOperations.unsafeWrap(encoded));
        return this;
    }
}
