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

/** A floating-point type of stored weights, by its name in safetensors, with its conversion to float32. */
public enum FloatType {
    /** Single precision, unchanged. */
    F32(Float.BYTES) {
        @Override
        public void read(ByteBuffer bytes, float[] into, int from) {
            bytes.asFloatBuffer().get(into, from, bytes.remaining() / Float.BYTES);
        }
    },
    /** Double precision, rounded to the nearest float32. */
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
    /** bfloat16, the upper half of a float32. */
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

    /** A map, since a file may have very many arrays. */
    private static final Map<String, FloatType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FloatType::name, type -> type));

    /**
     * Finds a type by its name.
     *
     * @param name the name, such as F32
     * @return the type; empty if weights do not have it
     */
    public static Optional<FloatType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Returns the bytes per number.
     *
     * @return 2, 4 or 8
     */
    public int size() {
        return size;
    }

    /**
     * Converts all numbers between a buffer's position and its limit to float32.
     *
     * @param bytes a buffer of complete numbers, little-endian
     * @param into the target array
     * @param from the index of the first number in the target
     */
    public abstract void read(ByteBuffer bytes, float[] into, int from);

    private static void readHalves(FloatDataLayout<ShortDataBuffer> layout, ByteBuffer bytes, float[] into, int from) {
        layout.applyTo(DataBuffers.of(bytes.asShortBuffer())).read(into, from, bytes.remaining() / Short.BYTES);
    }
}
