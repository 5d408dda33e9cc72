// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Padding;
import dev.nin.model.Size;

/** Layers with the DSL's defaults: He's initialization for kernels, zero for biases. */
final class Layers {
    private static final Initializer KERNEL = new Initializer.HeNormal();
    private static final Initializer BIAS = new Initializer.Constant(0);

    private Layers() {}

    static Conv2d conv2d(int filters, int kernel, int stride, Padding padding) {
        return new Conv2d(filters, side("the kernel", kernel), side("the stride", stride), padding, KERNEL, BIAS);
    }

    static Conv2d dilatedConv2d(int filters, int kernel, int dilation) {
        return new Conv2d(
                filters,
                side("the kernel", kernel),
                Size.square(1),
                Padding.same(),
                side("the dilation", dilation),
                1,
                true,
                KERNEL,
                BIAS);
    }

    static Conv2d groupedConv2d(int filters, int kernel, int stride, Padding padding, int groups) {
        Size one = Size.square(1);
        return new Conv2d(
                filters,
                side("the kernel", kernel),
                side("the stride", stride),
                padding,
                one,
                groups,
                true,
                KERNEL,
                BIAS);
    }

    static DepthwiseConv2d depthwiseConv2d(int kernel, int stride, Padding padding) {
        return new DepthwiseConv2d(
                1, side("the kernel", kernel), side("the stride", stride), padding, true, KERNEL, BIAS);
    }

    static ConvTranspose2d convTranspose2d(int filters, int kernel, int stride, Padding padding) {
        return new ConvTranspose2d(
                filters, side("the kernel", kernel), side("the stride", stride), padding, true, KERNEL, BIAS);
    }

    static Dense dense(int units) {
        return new Dense(units, KERNEL, BIAS);
    }

    /** A square whose refusal names it. */
    static Size side(String what, int side) {
        if (side < 1) {
            throw new InvalidModelException(what + " is " + side + ", expected at least 1");
        }
        return Size.square(side);
    }

    /** The same padding on every side, refused as one number. */
    static Padding.Explicit padding(int pixels) {
        if (pixels < 0) {
            throw new InvalidModelException("the padding is " + pixels + ", expected at least 0");
        }
        return new Padding.Explicit(pixels, pixels, pixels, pixels);
    }
}
