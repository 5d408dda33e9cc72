package dev.nin.graph;

import dev.nin.model.Conv2d;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution's input and the name of TensorFlow's padding for it. TensorFlow has no right gradient for EXPLICIT
 * padding: SAME stands for it where it means the same zeros, and a Pad before VALID elsewhere.
 *
 * @param input what the convolution reads
 * @param padding SAME or VALID
 */
record PaddedInput(Operand<TFloat32> input, String padding) {
    static PaddedInput forConvolution(Ops tf, Operand<TFloat32> input, Conv2d layer) {
        if (!(layer.padding() instanceof Padding.Explicit explicit)) {
            return new PaddedInput(input, "SAME");
        }
        if (explicit.equals(Padding.valid())) {
            return new PaddedInput(input, "VALID");
        }
        if (isSame(explicit, layer.kernel(), layer.stride())) {
            return new PaddedInput(input, "SAME");
        }
        int[][] zeros = {{0, 0}, {explicit.top(), explicit.bottom()}, {explicit.left(), explicit.right()}, {0, 0}};
        return new PaddedInput(tf.pad(input, tf.constant(zeros), tf.constant(0f)), "VALID");
    }

    /** With a stride of 1, SAME lays kernel - 1 zeros around, the odd one behind. */
    private static boolean isSame(Padding.Explicit padding, Size kernel, Size stride) {
        return stride.equals(Size.square(1))
                && padding.top() == (kernel.height() - 1) / 2
                && padding.bottom() == kernel.height() / 2
                && padding.left() == (kernel.width() - 1) / 2
                && padding.right() == kernel.width() / 2;
    }
}
