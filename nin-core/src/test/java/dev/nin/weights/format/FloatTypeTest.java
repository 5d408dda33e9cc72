// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Tests the conversion to float32 of all 16-bit numbers, by the definition of their bits, and of doubles. */
class FloatTypeTest {
    private static final int ALL = 1 << 16;

    @Test
    void halves() {
        float[] read = read(FloatType.F16);
        for (int bits = 0; bits < ALL; bits++) {
            int exponent = bits >> 10 & 0x1f;
            double fraction = (bits & 0x3ff) / 1024.0;
            double magnitude = switch (exponent) {
                case 0 -> Math.scalb(fraction, -14);
                case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                default -> Math.scalb(1 + fraction, exponent - 15);
            };
            float expected = (float) (bits < ALL / 2 ? magnitude : -magnitude);
            assertThat(Float.compare(read[bits], expected)).as("bits %x", bits).isZero();
        }
    }

    @Test
    void brainHalves() {
        float[] read = read(FloatType.BF16);
        for (int bits = 0; bits < ALL; bits++) {
            assertThat(Float.compare(read[bits], Float.intBitsToFloat(bits << 16)))
                    .as("bits %x", bits)
                    .isZero();
        }
    }

    @Test
    void doublesAreRounded() {
        ByteBuffer bytes = ByteBuffer.allocate(3 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(1 / 3.0).putDouble(-0.0).putDouble(1e300).flip();
        float[] read = new float[4];
        FloatType.F64.read(bytes, read, 1);
        assertThat(read).containsExactly(0, (float) (1 / 3.0), -0f, Float.POSITIVE_INFINITY);
    }

    private static float[] read(FloatType type) {
        ByteBuffer bytes = ByteBuffer.allocate(ALL * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < ALL; bits++) {
            bytes.putShort((short) bits);
        }
        float[] read = new float[ALL];
        type.read(bytes.flip(), read, 0);
        return read;
    }
}
