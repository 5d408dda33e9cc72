// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.base.Joiner;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Padding;
import dev.nin.model.Size;

/** Creates layers with the DSL's defaults: He initialization for kernels, zeros for biases. */
final class Layers {
    private static final Initializer KERNEL = new Initializer.HeNormal();
    private static final Initializer BIAS = new Initializer.Constant(0);

    private Layers() {}

    static Conv2d conv2d(int filters, Size kernel, Size stride, Padding padding) {
        return new Conv2d(filters, kernel, stride, padding, KERNEL, BIAS);
    }

    static Conv2d conv2d(int filters, Size kernel, Size stride, Padding padding, Size dilation, int groups) {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, true, KERNEL, BIAS);
    }

    static DepthwiseConv2d depthwiseConv2d(Size kernel, Size stride, Padding padding) {
        return new DepthwiseConv2d(1, kernel, stride, padding, true, KERNEL, BIAS);
    }

    static ConvTranspose2d convTranspose2d(int filters, Size kernel, Size stride, Padding padding) {
        return new ConvTranspose2d(filters, kernel, stride, padding, true, KERNEL, BIAS);
    }

    static Dense dense(int units) {
        return new Dense(units, KERNEL, BIAS);
    }

    /** Returns a call as the user wrote it, for messages. */
    static String call(String name, Object... arguments) {
        return name + "(" + Joiner.on(", ").join(arguments) + ")";
    }

    /** Returns a square kernel; the error message names the kernel. */
    static Size kernel(int side) {
        return side("the kernel", side);
    }

    /** Returns a stride that is the same in both directions; the error message names the stride. */
    static Size stride(int side) {
        return side("the stride", side);
    }

    /** Returns a square size; the error message names {@code what}. */
    static Size side(String what, int side) {
        if (side < 1) {
            throw new InvalidModelException(what + " is " + side + ", expected at least 1");
        }
        return Size.square(side);
    }

    /** Returns the same padding on every side; the error message shows the single number. */
    static Padding.Explicit padding(int pixels) {
        if (pixels < 0) {
            throw new InvalidModelException("the padding is " + pixels + ", expected at least 0");
        }
        return new Padding.Explicit(pixels, pixels, pixels, pixels);
    }
}
