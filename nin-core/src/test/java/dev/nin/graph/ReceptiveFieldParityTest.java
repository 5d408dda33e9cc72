// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.Activation;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.model.ReceptiveField;
import dev.nin.model.Resize;
import dev.nin.model.Size;
import dev.nin.model.UpSampling2d;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * Tests receptive fields against the pixels that TensorFlow's outputs depend on, found by changing one row or column at
 * a time.
 */
class ReceptiveFieldParityTest {
    private static final int SIDE = 48;
    private static final Initializer ONES = new Initializer.Constant(1);
    private static final Size ONE = Size.square(1);
    private static final Size TWO = Size.square(2);
    private static final Size THREE = Size.square(3);

    @Test
    void windowsSeeWhatTheArithmeticSays() {
        List<Layer[]> stacks = List.of(
                new Layer[] {conv(5, 1, Padding.same())},
                new Layer[] {conv(11, 4, Padding.valid()), new MaxPool2d(THREE, TWO)},
                new Layer[] {conv(3, 2, Padding.of(1)), conv(2, 1, Padding.same()), new AvgPool2d(new Size(2, 3), TWO)},
                new Layer[] {
                    new DepthwiseConv2d(1, THREE, new Size(2, 1), Padding.of(0, 1, 2, 0), false, ONES, ONES),
                    conv(3, 1, Padding.same())
                },
                new Layer[] {dilated(new Size(3, 2)), dilated(new Size(1, 4))},
                new Layer[] {
                    new DepthwiseConv2d(1, THREE, TWO, Padding.same(), false, ONES, ONES),
                    new Activation(Activation.Function.RELU),
                    conv(3, 3, Padding.valid())
                });
        for (Layer[] stack : stacks) {
            ModelSpec spec = spec(stack);
            assertThat(List.of(seen(spec, false), seen(spec, true)))
                    .as("%s", List.of(stack))
                    .isEqualTo(List.of(
                            (int) field(spec).height(), (int) field(spec).width()));
        }
    }

    @Test
    void behindEnlargementsNothingMoreIsSeen() {
        List<Layer[]> stacks = List.of(
                new Layer[] {transposed(3, 2), conv(3, 1, Padding.same())},
                new Layer[] {conv(3, 2, Padding.same()), transposed(2, 2), conv(2, 1, Padding.same())},
                new Layer[] {conv(3, 2, Padding.same()), up(Interpolation.NEAREST), conv(3, 1, Padding.same())},
                new Layer[] {conv(3, 1, Padding.same()), up(Interpolation.BILINEAR), conv(4, 1, Padding.same())},
                new Layer[] {conv(3, 1, Padding.same()), new Resize(Size.square(64), Interpolation.BICUBIC)},
                new Layer[] {conv(3, 1, Padding.same()), new Resize(Size.square(20), Interpolation.AREA)});
        for (Layer[] stack : stacks) {
            ModelSpec spec = spec(stack);
            int seen = seen(spec, false);
            assertThat(seen).as("%s", List.of(stack)).isGreaterThanOrEqualTo(2);
            assertThat((int) field(spec).height()).as("%s", List.of(stack)).isBetween(seen, 2 * seen);
        }
    }

    /** Returns the maximum extent in rows (or columns) of the pixels that change one pixel of the output. */
    private static int seen(ModelSpec spec, boolean columns) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph());
                TFloat32 batch = lit(columns);
                Result result = session.runner()
                        .feed(model.input(), batch)
                        .fetch(model.logits())
                        .run()) {
            float[] outputs = Tensors.floats((TFloat32) result.get(0));
            int pixels = outputs.length / SIDE;
            int most = 0;
            for (int pixel = 0; pixel < pixels; pixel++) {
                int first = SIDE;
                int last = -1;
                for (int line = 0; line < SIDE; line++) {
                    if (outputs[line * pixels + pixel] != 0) {
                        first = Math.min(first, line);
                        last = line;
                    }
                }
                most = Math.max(most, last - first + 1);
            }
            return most;
        }
    }

    /** Returns an image for each row (or column), in which only that one is not zero. */
    private static TFloat32 lit(boolean columns) {
        float[] pixels = new float[SIDE * SIDE * SIDE];
        for (int line = 0; line < SIDE; line++) {
            for (int i = 0; i < SIDE; i++) {
                pixels[line * SIDE * SIDE + (columns ? i * SIDE + line : line * SIDE + i)] = 1;
            }
        }
        return Tensors.of(List.of(SIDE, SIDE, SIDE, 1), FloatBuffer.wrap(pixels));
    }

    private static ReceptiveField field(ModelSpec spec) {
        return spec.summary(1).rows().get(spec.nodes().size() - 1).field();
    }

    private static ModelSpec spec(Layer... stack) {
        Layer[] layers = new Layer[stack.length + 1];
        layers[0] = new Input(SIDE, SIDE, 1, Input.Pixels.FLOAT32);
        System.arraycopy(stack, 0, layers, 1, stack.length);
        return Specs.chain("stack", layers);
    }

    private static Conv2d conv(int kernel, int stride, Padding padding) {
        return new Conv2d(1, Size.square(kernel), Size.square(stride), padding, ONE, 1, false, ONES, ONES);
    }

    private static Conv2d dilated(Size dilation) {
        return new Conv2d(1, THREE, ONE, Padding.same(), dilation, 1, false, ONES, ONES);
    }

    private static ConvTranspose2d transposed(int kernel, int stride) {
        return new ConvTranspose2d(1, Size.square(kernel), Size.square(stride), Padding.same(), false, ONES, ONES);
    }

    private static UpSampling2d up(Interpolation interpolation) {
        return new UpSampling2d(TWO, interpolation);
    }
}
