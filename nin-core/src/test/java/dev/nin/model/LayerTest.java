// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests for invalid layers, their messages, and the cost of layers. */
class LayerTest {
    private static final Shape MAP = Shape.map(4, 5, 3);
    private static final Shape VECTOR = Shape.vector(6);

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidModelException.class).hasMessage(message);
    }

    static Stream<Arguments> refusals() {
        return Stream.concat(wrongArguments(), wrongInputs());
    }

    private static Stream<Arguments> wrongArguments() {
        return Stream.of(
                refusal(() -> conv(0, 1, 1, Padding.valid()), "the number of filters is 0, expected at least 1"),
                refusal(() -> conv(1, 0, 1, Padding.valid()), "a height is 0, expected at least 1"),
                refusal(() -> new Size(1, -2), "a width is -2, expected at least 1"),
                refusal(() -> dense(0), "the number of units is 0, expected at least 1"),
                refusal(() -> new Dropout(1), "the rate is 1.0, expected at least 0 and below 1"),
                refusal(() -> new Dropout(-0.1f), "the rate is -0.1, expected at least 0 and below 1"),
                refusal(() -> new Dropout(Float.NaN), "the rate is NaN, expected at least 0 and below 1"),
                refusal(() -> new DropPath(1), "the rate is 1.0, expected at least 0 and below 1"),
                refusal(() -> image(0, 1, 1), "the image's height is 0, expected at least 1"),
                refusal(() -> image(1, 0, 1), "the image's width is 0, expected at least 1"),
                refusal(() -> image(1, 1, 0), "the image's number of channels is 0, expected at least 1"),
                refusal(() -> new GroupNorm(0, 1e-3f), "the number of groups is 0, expected at least 1"),
                refusal(() -> new GroupNorm(2, 0), "epsilon is 0.0, expected a finite number above 0"),
                refusal(() -> new PixelShuffle(0), "the factor is 0, expected at least 1"),
                refusal(() -> new Prelu(Float.NaN), "the slope is NaN, expected a finite number"),
                refusal(
                        () -> new Initializer.Constant(Float.NaN),
                        "the constant of an initializer is NaN, expected a finite number"),
                refusal(
                        () -> new Normalize(List.of(1f), List.of()),
                        "it has 1 means and 0 deviations, expected as many of each"),
                refusal(
                        () -> new Normalize(List.of(Float.POSITIVE_INFINITY), List.of(1f)),
                        "a mean is Infinity, expected a finite number"),
                refusal(
                        () -> new Normalize(List.of(1f), List.of(0f)),
                        "a deviation is 0.0, expected a finite number above 0"),
                refusal(
                        () -> new Shape(List.of(1, 2)),
                        "shape [1, 2] has 2 dimensions, expected (height, width, channels) or (size)"),
                refusal(() -> Shape.vector(0), "a dimension of the shape is 0, expected at least 1"));
    }

    private static Stream<Arguments> wrongInputs() {
        return Stream.of(
                refusal(
                        () -> new MaxPool2d(Size.square(5), Size.square(1)).outputShape(List.of(MAP)),
                        "the window 5×5 does not fit the input 4×5×3; use a larger image or a smaller window"),
                refusal(
                        () -> new AvgPool2d(new Size(1, 6), Size.square(1)).outputShape(List.of(MAP)),
                        "the window 1×6 does not fit the input 4×5×3; use a larger image or a smaller window"),
                refusal(
                        () -> conv(1, 8, 1, Padding.of(1)).outputShape(List.of(MAP)),
                        "the kernel 8×8 does not fit the input 4×5×3 padded to 6×7; "
                                + "use a larger image or a smaller kernel"),
                refusal(
                        () -> conv(1, 1, 1, Padding.of(Integer.MAX_VALUE)).outputShape(List.of(MAP)),
                        "the input 4×5×3 would be padded to 4294967298×4294967299, "
                                + "expected at most 2147483647 on a side"),
                refusal(
                        () -> conv(1, 1, 1, Padding.same()).outputShape(List.of(VECTOR)),
                        "its input 6 is a vector, expected a feature map; put this layer before the flattening"),
                refusal(
                        () -> new GroupNorm(2, 1e-3f).outputShape(List.of(MAP)),
                        "the input 4×5×3 has 3 channels, which cannot be split into 2 groups; use a divisor of it"),
                refusal(
                        () -> new PixelShuffle(2).outputShape(List.of(MAP)),
                        "the input 4×5×3 has 3 channels, expected a multiple of 4 for the factor 2; "
                                + "make one with a 1×1 convolution"),
                refusal(
                        () -> dense(1).outputShape(List.of(MAP)),
                        "its input 4×5×3 is a feature map, expected a vector; flatten or pool it first"),
                refusal(() -> dense(1).outputShape(List.of()), "it has 0 inputs, expected exactly 1"),
                refusal(() -> new Add().outputShape(List.of(MAP)), "it has 1 inputs, expected at least 2"),
                refusal(() -> image(1, 1, 1).outputShape(List.of(MAP)), "it has 1 inputs, expected none"),
                refusal(
                        () -> new Add().outputShape(List.of(MAP, VECTOR)),
                        "its inputs are [4×5×3, 6], expected equal shapes; "
                                + "make their channels equal with a 1×1 convolution"),
                refusal(
                        () -> new Concat().outputShape(List.of(MAP, Shape.map(4, 4, 3))),
                        "its inputs are [4×5×3, 4×4×3], expected the same height and width; "
                                + "give the branches the same strides and padding"),
                refusal(
                        () -> new Normalize(List.of(0f), List.of(1f)).outputShape(List.of(MAP)),
                        "it has 1 means, but the input 4×5×3 has 3 channels; give one mean and deviation per channel"),
                refusal(
                        () -> new Flatten().outputShape(List.of(Shape.map(65536, 65536, 1))),
                        "the vector would have 4294967296 values, expected at most 2147483647; pool first"));
    }

    @Test
    void convolutionsCostByFormula() {
        Conv2d conv = new Conv2d(
                7,
                new Size(3, 2),
                new Size(2, 1),
                Padding.same(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
        // The output has 2×5×7 values, each computed from a window of 3×2×3.
        assertThat(conv.multiplyAdds(List.of(MAP))).isEqualTo(2 * 5 * 7 * (3 * 2 * 3));
        List<Parameter> parameters = conv.parameters(List.of(MAP));
        assertThat(parameters).extracting(Parameter::name).containsExactly("kernel", "bias");
        assertThat(parameters).extracting(Parameter::dimensions).containsExactly(List.of(3, 2, 3, 7), List.of(7));
        assertThat(parameters).extracting(Parameter::decays).containsExactly(true, false);
        assertThat(parameters.get(0).size()).isEqualTo(3 * 2 * 3 * 7);
    }

    @Test
    void denseLayersCostByFormula() {
        assertThat(dense(4).multiplyAdds(List.of(VECTOR))).isEqualTo(6 * 4);
        assertThat(dense(4).parameters(List.of(VECTOR)))
                .extracting(Parameter::dimensions)
                .containsExactly(List.of(6, 4), List.of(4));
    }

    @Test
    void otherLayersCostAndLearnNothing() {
        Layer pool = new MaxPool2d(Size.square(2), Size.square(2));
        assertThat(pool.multiplyAdds(List.of(MAP))).isZero();
        assertThat(pool.parameters(List.of(MAP))).isEmpty();
    }

    @Test
    void aVectorHasNoHeight() {
        assertThatThrownBy(VECTOR::height)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shape 6 is a vector and has no height or width");
    }

    private static Arguments refusal(ThrowingCallable call, String message) {
        return arguments(call, message);
    }

    private static Input image(int height, int width, int channels) {
        return new Input(height, width, channels, Input.Pixels.UINT8);
    }

    private static Conv2d conv(int filters, int kernel, int stride, Padding padding) {
        return new Conv2d(
                filters,
                Size.square(kernel),
                Size.square(stride),
                padding,
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
    }

    private static Dense dense(int units) {
        return new Dense(units, new Initializer.HeNormal(), new Initializer.Constant(0));
    }
}
