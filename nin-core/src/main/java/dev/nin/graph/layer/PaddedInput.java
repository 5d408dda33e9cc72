// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.Padding;
import dev.nin.model.Size;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The input of a convolution or pooling with the TensorFlow padding to use for it. TensorFlow has no correct gradient
 * for EXPLICIT padding, so SAME is used where it adds the same zeros, and Pad followed by VALID elsewhere.
 *
 * @param input the operation's input
 * @param padding SAME or VALID
 */
record PaddedInput(Operand<TFloat32> input, String padding) {
    static final String SAME = "SAME";
    static final String VALID = "VALID";

    static PaddedInput of(Ops tf, Operand<TFloat32> input, Padding padding, Size kernel, Size stride) {
        if (!(padding instanceof Padding.Explicit explicit)) {
            return new PaddedInput(input, SAME);
        }
        if (isSame(explicit, kernel, stride)) {
            return new PaddedInput(input, SAME);
        }
        return new PaddedInput(pad(tf, input, explicit, 0), VALID);
    }

    /** Returns the input padded with a value; the input itself if there is no padding. */
    static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> input, Padding.Explicit padding, float value) {
        if (padding.equals(Padding.valid())) {
            return input;
        }
        int[][] sides = {{0, 0}, {padding.top(), padding.bottom()}, {padding.left(), padding.right()}, {0, 0}};
        return tf.pad(input, tf.constant(sides), tf.constant(value));
    }

    /** Returns whether SAME adds the same zeros: with a stride of 1 it adds kernel - 1 zeros, an odd one at the end. */
    private static boolean isSame(Padding.Explicit padding, Size kernel, Size stride) {
        return !padding.equals(Padding.valid())
                && stride.equals(Size.square(1))
                && padding.top() == (kernel.height() - 1) / 2
                && padding.bottom() == kernel.height() / 2
                && padding.left() == (kernel.width() - 1) / 2
                && padding.right() == kernel.width() / 2;
    }
}
