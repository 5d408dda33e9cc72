// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

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
public enum FloatType {
    /** As it is. */
    F32(Float.BYTES) {
        @Override
        public void read(ByteBuffer bytes, float[] into, int from) {
            bytes.asFloatBuffer().get(into, from, bytes.remaining() / Float.BYTES);
        }
    },
    /** Rounded to the nearest float32. */
    F64(Double.BYTES) {
        @Override
        public void read(ByteBuffer bytes, float[] into, int from) {
            int to = from + bytes.remaining() / Double.BYTES;
            for (int i = from; i < to; i++) {
                into[i] = (float) bytes.getDouble();
            }
        }
    },
    /** IEEE half precision. */
    F16(Short.BYTES) {
        @Override
        public void read(ByteBuffer bytes, float[] into, int from) {
            readHalves(DataLayouts.FLOAT16, bytes, into, from);
        }
    },
    /** The upper half of a float32. */
    BF16(Short.BYTES) {
        @Override
        public void read(ByteBuffer bytes, float[] into, int from) {
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

    /**
     * Finds a type by its name.
     *
     * @param name such as F32
     * @return the type; nothing if weights do not have it
     */
    public static Optional<FloatType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Bytes per number.
     *
     * @return 2, 4 or 8
     */
    public int size() {
        return size;
    }

    /**
     * Turns all numbers between a buffer's position and its limit into float32.
     *
     * @param bytes whole numbers, little-endian
     * @param into where they go
     * @param from the place of the first of them
     */
    public abstract void read(ByteBuffer bytes, float[] into, int from);

    private static void readHalves(FloatDataLayout<ShortDataBuffer> layout, ByteBuffer bytes, float[] into, int from) {
        layout.applyTo(DataBuffers.of(bytes.asShortBuffer())).read(into, from, bytes.remaining() / Short.BYTES);
    }
}
