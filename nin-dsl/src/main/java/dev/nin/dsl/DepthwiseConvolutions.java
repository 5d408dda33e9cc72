// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Layer;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.function.Supplier;

/** The convolutions of single channels that a {@link FeatureMap} offers. */
sealed interface DepthwiseConvolutions permits FeatureMap {
    /**
     * Convolution of each channel by itself.
     *
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, channels), rounded down
     */
    default FeatureMap depthwiseConv2d(int kernel, int stride, int padding) {
        return map(
                Layers.call("depthwiseConv2d", kernel, stride, padding),
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
    default FeatureMap depthwiseConv2d(int kernel, int stride, Padding padding) {
        return map(
                Layers.call("depthwiseConv2d", kernel, stride, padding),
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
    default FeatureMap depthwiseConv2d(Size kernel, Size stride, Padding padding) {
        return map(
                Layers.call("depthwiseConv2d", kernel, stride, padding),
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
    default FeatureMap separableConv2d(int filters, int kernel, int stride, int padding) {
        return separable(depthwiseConv2d(kernel, stride, padding), filters);
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
    default FeatureMap separableConv2d(int filters, int kernel, int stride, Padding padding) {
        return separable(depthwiseConv2d(kernel, stride, padding), filters);
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
    default FeatureMap separableConv2d(int filters, Size kernel, Size stride, Padding padding) {
        return separable(depthwiseConv2d(kernel, stride, padding), filters);
    }

    private static FeatureMap separable(FeatureMap depthwise, int filters) {
        FeatureMap map = depthwise.conv2d(filters, 1);
        return map.of(map.stage(), 2);
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return ((FeatureMap) this).map(call, layer);
    }
}
