// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import com.google.common.primitives.Longs;
import dev.nin.model.AvgPool2d;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Emits pooling over windows. */
final class PoolingEmitter {
    private PoolingEmitter() {}

    /**
     * Emits version 1 of TensorFlow's operation, which {@code tf.nn} of TensorFlow Java lacks. Only this version has
     * oneDNN kernels, whose gradient takes a fraction of the time.
     */
    static Operand<TFloat32> emit(Ops tf, MaxPool2d layer, Operand<TFloat32> input) {
        OperationBuilder pool = tf.scope().opBuilder("MaxPool", "MaxPool");
        pool.addInput(padded(tf, input, layer.padding(), -Float.MAX_VALUE).asOutput());
        pool.setAttr("ksize", sizes(layer.window()));
        pool.setAttr("strides", sizes(layer.stride()));
        pool.setAttr("padding", name(layer.padding()));
        return pool.build().output(0);
    }

    static Operand<TFloat32> emit(Ops tf, AvgPool2d layer, Operand<TFloat32> input) {
        return tf.nn.avgPool(
                padded(tf, input, layer.padding(), 0),
                ConvolutionEmitter.image(layer.window()),
                ConvolutionEmitter.image(layer.stride()),
                name(layer.padding()));
    }

    private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> input, Padding padding, float value) {
        return padding instanceof Padding.Explicit explicit ? PaddedInput.pad(tf, input, explicit, value) : input;
    }

    private static String name(Padding padding) {
        return padding instanceof Padding.Same ? PaddedInput.SAME : PaddedInput.VALID;
    }

    private static long[] sizes(Size size) {
        return Longs.toArray(ConvolutionEmitter.image(size));
    }
}
