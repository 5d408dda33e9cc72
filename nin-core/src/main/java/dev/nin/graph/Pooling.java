package dev.nin.graph;

import dev.nin.model.AvgPool2d;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Emits pooling over windows. */
final class Pooling {
    private Pooling() {}

    static Operand<TFloat32> emit(Ops tf, MaxPool2d layer, Operand<TFloat32> input) {
        Operand<TFloat32> padded = padded(tf, input, layer.padding(), -Float.MAX_VALUE);
        return tf.nn.maxPool(padded, sizes(tf, layer.window()), sizes(tf, layer.stride()), name(layer.padding()));
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

    private static Operand<TInt32> sizes(Ops tf, Size size) {
        return tf.constant(new int[] {1, size.height(), size.width(), 1});
    }
}
