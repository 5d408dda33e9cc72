// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.ShortDataBuffer;
import org.tensorflow.ndarray.buffer.layout.DataLayouts;
import org.tensorflow.ndarray.buffer.layout.FloatDataLayout;

/** A type of numbers that weights are stored in, by its name in safetensors, and how they become float32. */
enum FloatType {
    F32(Float.BYTES) {
        @Override
        void read(ByteBuffer bytes, float[] into, int from) {
            bytes.asFloatBuffer().get(into, from, bytes.remaining() / Float.BYTES);
        }
    },
    /** Rounded to the nearest float32. */
    F64(Double.BYTES) {
        @Override
        void read(ByteBuffer bytes, float[] into, int from) {
            int to = from + bytes.remaining() / Double.BYTES;
            for (int i = from; i < to; i++) {
                into[i] = (float) bytes.getDouble();
            }
        }
    },
    F16(Short.BYTES) {
        @Override
        void read(ByteBuffer bytes, float[] into, int from) {
            readHalves(DataLayouts.FLOAT16, bytes, into, from);
        }
    },
    BF16(Short.BYTES) {
        @Override
        void read(ByteBuffer bytes, float[] into, int from) {
            readHalves(DataLayouts.BFLOAT16, bytes, into, from);
        }
    };

    private final int size;

    FloatType(int size) {
        this.size = size;
    }

    /** A file has very many arrays. */
    private static final Map<String, FloatType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FloatType::name, type -> type));

    static Optional<FloatType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Bytes a number. */
    int size() {
        return size;
    }

    /**
     * Turns all numbers between a buffer's position and its limit into float32.
     *
     * @param bytes whole numbers, little-endian
     * @param into where they go
     * @param from the place of the first of them
     */
    abstract void read(ByteBuffer bytes, float[] into, int from);

    private static void readHalves(FloatDataLayout<ShortDataBuffer> layout, ByteBuffer bytes, float[] into, int from) {
        layout.applyTo(DataBuffers.of(bytes.asShortBuffer())).read(into, from, bytes.remaining() / Short.BYTES);
    }
}
