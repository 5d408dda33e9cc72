// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ConvTranspose2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat32;

/**
 * Tests gradients where an unequal stride leaves one column or row, which some TensorFlow kernels compute incorrectly.
 */
class OneColumnTest {
    private static final Initializer DRAWN = new Initializer.GlorotUniform();

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAreThoseOfFiniteDifferences(Layer layer) {
        for (int[] size : new int[][] {{5, 1}, {1, 5}}) {
            Layer front = LayerGrid.conv(2, Size.square(1), Size.square(1), Padding.valid());
            Input input = new Input(size[0], size[1], 1, Input.Pixels.FLOAT32);
            float[] pixels = new float[2 * size[0] * size[1]];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) Math.cos(i);
            }
            try (CompiledModel model =
                            GraphCompiler.compile(Specs.chain("column", input, front, layer), Mode.training(3));
                    TFloat32 batch = Tensors.of(List.of(2, size[0], size[1], 1), FloatBuffer.wrap(pixels))) {
                model.checkGradients(batch).requireRight();
            }
        }
    }

    static Stream<Layer> layers() {
        return Stream.of(new Size(1, 2), new Size(2, 1))
                .flatMap(stride -> Stream.of(new Size(3, 3), new Size(1, 1)).flatMap(kernel -> layers(stride, kernel)));
    }

    private static Stream<Layer> layers(Size stride, Size kernel) {
        Padding oneSided = new Padding.Explicit(0, 2, 2, 0);
        return Stream.of(
                LayerGrid.conv(2, kernel, stride, Padding.same()),
                LayerGrid.conv(2, kernel, stride, oneSided),
                new DepthwiseConv2d(1, kernel, stride, Padding.same(), true, DRAWN, DRAWN),
                new DepthwiseConv2d(1, kernel, stride, oneSided, true, DRAWN, DRAWN),
                new ConvTranspose2d(2, kernel, stride, Padding.same(), true, DRAWN, DRAWN),
                new ConvTranspose2d(2, kernel, stride, Padding.valid(), true, DRAWN, DRAWN));
    }
}
