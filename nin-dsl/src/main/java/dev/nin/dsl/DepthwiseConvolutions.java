// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Layer;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.function.Supplier;

/** The depthwise and separable convolutions of a {@link FeatureMap}. */
sealed interface DepthwiseConvolutions permits FeatureMap {
    /**
     * Depthwise convolution: each channel is convolved by itself.
     *
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, channels), rounded down
     */
    default FeatureMap depthwiseConv2d(int kernel, int stride, int padding) {
        return map(
                Layers.call("depthwiseConv2d", kernel, stride, padding),
                () -> Layers.depthwiseConv2d(Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * Depthwise convolution with any padding.
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
     * Depthwise convolution with a kernel and stride that need not be square. An unequal stride costs as much as a
     * stride of 1, because TensorFlow has no such operation.
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
     * Depthwise separable convolution: a depthwise convolution, then a 1×1 convolution (Chollet 2017).
     *
     * @param filters channels of the output
     * @param kernel height and width of the depthwise kernel
     * @param stride step of the depthwise kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, filters), rounded down
     */
    default FeatureMap separableConv2d(int filters, int kernel, int stride, int padding) {
        return separable(depthwiseConv2d(kernel, stride, padding), filters);
    }

    /**
     * Depthwise separable convolution with any padding.
     *
     * @param filters channels of the output
     * @param kernel height and width of the depthwise kernel
     * @param stride step of the depthwise kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    default FeatureMap separableConv2d(int filters, int kernel, int stride, Padding padding) {
        return separable(depthwiseConv2d(kernel, stride, padding), filters);
    }

    /**
     * Depthwise separable convolution with a kernel and stride that need not be square.
     *
     * @param filters channels of the output
     * @param kernel size of the depthwise kernel
     * @param stride step of the depthwise kernel
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
