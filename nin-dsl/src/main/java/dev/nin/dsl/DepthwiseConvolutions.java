// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Padding;
import dev.nin.model.Size;

/** The convolutions of single channels that a {@link FeatureMap} offers. */
abstract sealed class DepthwiseConvolutions extends Convolutions permits Enlargements {
    DepthwiseConvolutions(Stage stage, int made) {
        super(stage, made);
    }

    /**
     * Convolution of each channel by itself.
     *
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, channels), rounded down
     */
    public FeatureMap depthwiseConv2d(int kernel, int stride, int padding) {
        return map(
                call("depthwiseConv2d", kernel, stride, padding),
                () -> Layers.depthwiseConv2d(Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * Convolution of each channel by itself, with any padding.
     *
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    public FeatureMap depthwiseConv2d(int kernel, int stride, Padding padding) {
        return map(
                call("depthwiseConv2d", kernel, stride, padding),
                () -> Layers.depthwiseConv2d(Layers.kernel(kernel), Layers.stride(stride), padding));
    }

    /**
     * Convolution of each channel by itself, with a kernel and stride that may be higher or wider. Unequal strides take
     * the time of a stride of 1, since TensorFlow has no such operation.
     *
     * @param kernel size of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    public FeatureMap depthwiseConv2d(Size kernel, Size stride, Padding padding) {
        return map(
                call("depthwiseConv2d", kernel, stride, padding),
                () -> Layers.depthwiseConv2d(kernel, stride, padding));
    }

    /**
     * Convolution of each channel by itself, then one of 1×1 across channels (Chollet 2017).
     *
     * @param filters channels of the result
     * @param kernel height and width of the first kernel
     * @param stride step of the first kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, filters), rounded down
     */
    public FeatureMap separableConv2d(int filters, int kernel, int stride, int padding) {
        return of(depthwiseConv2d(kernel, stride, padding).conv2d(filters, 1).stage(), 2);
    }

    /**
     * Convolution of each channel by itself, then one of 1×1 across channels, with any padding.
     *
     * @param filters channels of the result
     * @param kernel height and width of the first kernel
     * @param stride step of the first kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    public FeatureMap separableConv2d(int filters, int kernel, int stride, Padding padding) {
        return of(depthwiseConv2d(kernel, stride, padding).conv2d(filters, 1).stage(), 2);
    }

    /**
     * Convolution of each channel by itself, with a kernel and stride that may be higher or wider, then one of 1×1
     * across channels.
     *
     * @param filters channels of the result
     * @param kernel size of the first kernel
     * @param stride step of the first kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    public FeatureMap separableConv2d(int filters, Size kernel, Size stride, Padding padding) {
        return of(depthwiseConv2d(kernel, stride, padding).conv2d(filters, 1).stage(), 2);
    }
}
