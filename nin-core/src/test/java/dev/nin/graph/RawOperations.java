// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.AvgPool2d;
import dev.nin.model.Conv2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Padding;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Layers with windows as single TensorFlow operations with all their attributes, unlike those that the compiler emits.
 * They show how TensorFlow interprets the arguments.
 */
final class RawOperations {
    private static final Size ONE = Size.square(1);

    private RawOperations() {}

    /**
     * Returns the operation, or empty for a layer that is not a single one; throws TensorFlow's exception if it rejects
     * it.
     */
    static Optional<Operand<TFloat32>> emit(Ops tf, Layer layer, Shape input) {
        if (!input.isMap()) {
            return Optional.empty();
        }
        if (layer instanceof Conv2d conv) {
            if (input.channels() % conv.groups() != 0) {
                // TensorFlow derives the number of groups from the kernel, which has no matching shape here.
                return Optional.empty();
            }
            int channels = input.channels() / conv.groups();
            Operand<TFloat32> kernel =
                    weights(tf, conv.kernel().height(), conv.kernel().width(), channels, conv.filters());
            return Optional.of(tf.nn.conv2d(
                    image(tf, input),
                    kernel,
                    perDimension(conv.stride()),
                    name(conv.padding()),
                    org.tensorflow.op.nn.Conv2d.explicitPaddings(explicit(conv.padding())),
                    org.tensorflow.op.nn.Conv2d.dilations(perDimension(conv.dilation()))));
        }
        if (layer instanceof DepthwiseConv2d conv) {
            Operand<TFloat32> kernel =
                    weights(tf, conv.kernel().height(), conv.kernel().width(), input.channels(), conv.multiplier());
            return Optional.of(tf.nn.depthwiseConv2dNative(
                    image(tf, input),
                    kernel,
                    perDimension(conv.stride()),
                    name(conv.padding()),
                    org.tensorflow.op.nn.DepthwiseConv2dNative.explicitPaddings(explicit(conv.padding())),
                    org.tensorflow.op.nn.DepthwiseConv2dNative.dilations(perDimension(ONE))));
        }
        if (layer instanceof MaxPool2d pool) {
            return Optional.of(pool(tf, input, pool.window(), pool.stride(), pool.padding()));
        }
        if (layer instanceof AvgPool2d pool) {
            return Optional.of(pool(tf, input, pool.window(), pool.stride(), pool.padding()));
        }
        return Optional.empty();
    }

    /** Emits a pooling, which has no explicit padding in this form. */
    private static Operand<TFloat32> pool(Ops tf, Shape input, Size window, Size stride, Padding padding) {
        Shape padded = padding instanceof Padding.Explicit sides
                ? Shape.map(
                        input.height() + sides.top() + sides.bottom(),
                        input.width() + sides.left() + sides.right(),
                        input.channels())
                : input;
        return tf.nn.avgPool(
                image(tf, padded),
                perDimension(window),
                perDimension(stride),
                padding instanceof Padding.Same ? "SAME" : "VALID");
    }

    /** A size as an attribute for (N,H,W,C). */
    private static List<Long> perDimension(Size size) {
        return List.of(1L, (long) size.height(), (long) size.width(), 1L);
    }

    private static String name(Padding padding) {
        return padding instanceof Padding.Same ? "SAME" : "EXPLICIT";
    }

    private static List<Long> explicit(Padding padding) {
        return padding instanceof Padding.Explicit sides
                ? List.of(
                        0L,
                        0L,
                        (long) sides.top(),
                        (long) sides.bottom(),
                        (long) sides.left(),
                        (long) sides.right(),
                        0L,
                        0L)
                : List.of();
    }

    private static Operand<TFloat32> image(Ops tf, Shape shape) {
        List<Integer> dimensions = new ArrayList<>(List.of(-1));
        dimensions.addAll(shape.dimensions());
        return tf.placeholder(TFloat32.class, org.tensorflow.op.core.Placeholder.shape(Tensors.shape(dimensions)));
    }

    private static Operand<TFloat32> weights(Ops tf, int... dimensions) {
        return tf.fill(tf.constant(dimensions), tf.constant(0.5f));
    }
}
