// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Padding;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.onnx.format.Attribute;

/** The rows and columns that a padding adds on each side of a map. */
final class Sides {
    private Sides() {}

    /** Returns them for a convolution or pooling; an odd one of SAME is added at the end, as TensorFlow does. */
    static Padding.Explicit of(Padding padding, Size extent, Size stride, Shape in) {
        if (padding instanceof Padding.Explicit explicit) {
            return explicit;
        }
        return centered(
                surplus(in.height(), extent.height(), stride.height()),
                surplus(in.width(), extent.width(), stride.width()));
    }

    /** Returns what a transposed convolution cuts off. */
    static Padding.Explicit ofTransposed(Padding padding, Size kernel, Size stride) {
        if (padding instanceof Padding.Explicit explicit) {
            return explicit;
        }
        return centered(Math.max(kernel.height() - stride.height(), 0), Math.max(kernel.width() - stride.width(), 0));
    }

    static Attribute pads(Padding.Explicit sides) {
        return Attribute.ofList("pads", sides.top(), sides.left(), sides.bottom(), sides.right());
    }

    static Attribute pair(String name, Size size) {
        return Attribute.ofList(name, size.height(), size.width());
    }

    private static Padding.Explicit centered(int rows, int columns) {
        return new Padding.Explicit(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    private static int surplus(int input, int extent, int stride) {
        return Math.max((input - 1) / stride * stride + extent - input, 0);
    }
}
