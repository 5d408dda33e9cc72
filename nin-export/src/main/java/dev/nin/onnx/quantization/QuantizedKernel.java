// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import com.google.common.primitives.Ints;
import dev.nin.onnx.format.Constant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A kernel as integers from -64 to 64 with a scale for each of its outputs, and its bias as 32-bit integers in the
 * scale of the products (Jacob et al. 2018).
 */
final class QuantizedKernel {
    /** x86 CPUs without VNNI add two products in 16 bits, which hold 2 · 255 · 64 but not 2 · 255 · 127. */
    private static final int GREATEST = 64;
    /** Leaves the other half of the 32 bits to the sum of up to 65,000 products. */
    private static final double GREATEST_BIAS = 1 << 30;

    private final float[] scales;
    private final byte[] values;

    private QuantizedKernel(float[] scales, byte[] values) {
        this.scales = scales;
        this.values = values;
    }

    /**
     * Quantizes a kernel.
     *
     * @param axis the kernel's dimension of outputs
     * @param inputScale the scale of what it is multiplied with
     * @param bias the bias, one value for each output; empty if there is none
     */
    static QuantizedKernel of(Constant kernel, int axis, float inputScale, float[] bias) {
        FloatBuffer numbers = floats(kernel);
        int outputs = Math.toIntExact(kernel.dimensions().get(axis));
        int inner = 1;
        for (long size :
                kernel.dimensions().subList(axis + 1, kernel.dimensions().size())) {
            inner = Math.multiplyExact(inner, Math.toIntExact(size));
        }
        float[] scales = new float[outputs];
        for (int i = 0; i < numbers.remaining(); i++) {
            int output = i / inner % outputs;
            scales[output] = Math.max(scales[output], Math.abs(numbers.get(i)) / GREATEST);
        }
        for (int output = 0; output < outputs; output++) {
            double least = bias.length == 0 ? 0 : Math.abs(bias[output]) / (inputScale * GREATEST_BIAS);
            // Of zeros without a bias, any scale is right.
            scales[output] = scales[output] == 0 && least == 0
                    ? 1
                    : (float) Math.max(scales[output], Math.max(least, Float.MIN_NORMAL / inputScale));
        }
        byte[] values = new byte[numbers.remaining()];
        for (int i = 0; i < values.length; i++) {
            int rounded = (int) Math.rint(numbers.get(i) / scales[i / inner % outputs]);
            values[i] = (byte) Ints.constrainToRange(rounded, -GREATEST, GREATEST);
        }
        return new QuantizedKernel(scales, values);
    }

    /** Returns the scale of each output. */
    float[] scales() {
        return scales.clone();
    }

    /** Returns the integers in the kernel's order. */
    byte[] values() {
        return values.clone();
    }

    /** Returns the scales of the products with a tensor. */
    float[] productScales(float inputScale) {
        float[] products = new float[scales.length];
        for (int output = 0; output < products.length; output++) {
            products[output] = inputScale * scales[output];
        }
        return products;
    }

    /** Returns a bias in the scale of the products. */
    int[] bias(float[] bias, float inputScale) {
        int[] rounded = new int[bias.length];
        for (int output = 0; output < rounded.length; output++) {
            rounded[output] = (int) Math.rint(bias[output] / (double) (inputScale * scales[output]));
        }
        return rounded;
    }

    /** Returns the numbers of a tensor. */
    static FloatBuffer floats(Constant constant) {
        ByteBuffer bytes = constant.data().asReadOnlyByteBuffer();
        return bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
