// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.onnx.format.Constant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests kernels and ranges of values in 8 bits. */
class QuantizedKernelTest {
    private static final float INPUT_SCALE = 0.02f;

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 3"})
    void aNumberIsOffByAtMostHalfAStepOfItsOutput(int axis, int outputs) {
        float[] numbers = new float[4 * 3 * 5];
        Random random = new Random(1);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (random.nextGaussian() * (1 + i));
        }

        QuantizedKernel kernel = QuantizedKernel.of(kernel(numbers), axis, INPUT_SCALE, new float[0]);

        assertThat(kernel.scales()).hasSize(outputs);
        float[] greatest = new float[outputs];
        for (int i = 0; i < numbers.length; i++) {
            int output = axis == 0 ? i / 15 : i / 5 % 3;
            float scale = kernel.scales()[output];
            assertThat(kernel.values()[i] * scale).isCloseTo(numbers[i], within(scale * 0.501f));
            assertThat(2 * 255 * Math.abs(kernel.values()[i]))
                    .as("the sum of two products, in 16 bits on some CPUs")
                    .isLessThanOrEqualTo(Short.MAX_VALUE);
            greatest[output] = Math.max(greatest[output], Math.abs(numbers[i]));
        }
        for (int output = 0; output < outputs; output++) {
            assertThat(kernel.scales()[output]).isCloseTo(greatest[output] / 64, within(1e-6f));
        }
    }

    @Test
    void aBiasIsOffByAtMostHalfAStepOfTheProducts() {
        float[] numbers = new float[60];
        Arrays.fill(numbers, 0.5f);
        float[] bias = {0.3f, -17, 0, 1e-7f};

        QuantizedKernel kernel = QuantizedKernel.of(kernel(numbers), 0, INPUT_SCALE, bias);

        int[] rounded = kernel.bias(bias, INPUT_SCALE);
        float[] scales = kernel.productScales(INPUT_SCALE);
        for (int output = 0; output < bias.length; output++) {
            assertThat(rounded[output] * scales[output]).isCloseTo(bias[output], within(scales[output] * 0.501f));
        }
    }

    /** A kernel of zeros, as after pruning, has a bias that no scale of its own could hold. */
    @Test
    void aBiasFitsBesideAKernelOfZeros() {
        float[] bias = {1000, -1000, 0, 3};

        QuantizedKernel kernel = QuantizedKernel.of(kernel(new float[60]), 0, INPUT_SCALE, bias);

        int[] rounded = kernel.bias(bias, INPUT_SCALE);
        float[] scales = kernel.productScales(INPUT_SCALE);
        for (int output = 0; output < bias.length; output++) {
            assertThat(rounded[output] * scales[output]).isCloseTo(bias[output], within(1e-3f));
        }
        assertThat(kernel.values()).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        // min, max, scale times 255, zero point
        "0, 2.55, 2.55, 0",
        "-2.55, 0, 2.55, 255",
        "-1.27, 1.28, 2.55, 127",
        "3, 5.1, 5.1, 0",
        "-5.1, -3, 5.1, 255",
        "0, 0, 255, 0"
    })
    void aRangeHoldsZeroExactly(float min, float max, float width, int zeroPoint) {
        ValueRange range = new ValueRange(min, max);

        assertThat(range.scale() * 255).isCloseTo(width, within(1e-5f));
        assertThat(range.zeroPoint()).isEqualTo(zeroPoint);
    }

    private static Constant kernel(float... numbers) {
        return Constant.of("kernel", List.of(4L, 3L, 5L), numbers);
    }
}
