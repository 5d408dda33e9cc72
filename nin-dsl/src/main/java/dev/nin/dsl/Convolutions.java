// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.base.Joiner;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.Padding;
import java.util.List;
import java.util.function.Supplier;

/** The convolutions that a {@link FeatureMap} offers. */
abstract sealed class Convolutions extends Features<FeatureMap> permits Poolings {
    Convolutions(Stage stage, int made) {
        super(stage, made);
    }

    /**
     * A block of Network-in-Network (Lin et al. 2013): one convolution and two of 1×1, each with a ReLU.
     *
     * @param filters channels of each of the three
     * @param kernel height and width of the first one's kernel
     * @param stride step of the first one
     * @param padding zeros on each side of the first one's input
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, filters), rounded down, behind the last
     *     ReLU
     */
    public FeatureMap nin(int filters, int kernel, int stride, int padding) {
        return nin(call("nin", filters, kernel, stride, padding), kernel, stride, padding, filters, filters, filters);
    }

    /**
     * A block of Network-in-Network whose three convolutions have widths of their own, as in the paper's networks.
     *
     * @param filters channels of the first, of the second and of the third convolution
     * @param kernel height and width of the first one's kernel
     * @param stride step of the first one
     * @param padding zeros on each side of the first one's input
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, the third number), rounded down, behind
     *     the last ReLU
     * @throws InvalidModelException if there are not three numbers of channels
     */
    public FeatureMap nin(List<Integer> filters, int kernel, int stride, int padding) {
        String call = call("nin", filters, kernel, stride, padding);
        if (filters.size() != 3) {
            return map(call, () -> {
                throw new InvalidModelException("it has " + filters.size()
                        + " numbers of filters, expected 3: of the k×k convolution and of the two of 1×1");
            });
        }
        return nin(call, kernel, stride, padding, filters.get(0), filters.get(1), filters.get(2));
    }

    private FeatureMap nin(String call, int kernel, int stride, int padding, int first, int second, int third) {
        FeatureMap last = map(call, () -> Layers.conv2d(first, kernel, stride, Layers.padding(padding)))
                .relu()
                .conv2d(second, 1)
                .relu()
                .conv2d(third, 1)
                .relu();
        return of(last.stage(), 6);
    }

    /**
     * Convolution with a bias, a stride of 1 and no padding.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @return the map (height - kernel + 1, width - kernel + 1, filters)
     */
    public FeatureMap conv2d(int filters, int kernel) {
        return conv2d(filters, kernel, 1, Padding.valid());
    }

    /**
     * Convolution with a bias.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, filters), rounded down
     */
    public FeatureMap conv2d(int filters, int kernel, int stride, int padding) {
        return map(
                call("conv2d", filters, kernel, stride, padding),
                () -> Layers.conv2d(filters, kernel, stride, Layers.padding(padding)));
    }

    /**
     * Convolution with a bias and any padding.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    public FeatureMap conv2d(int filters, int kernel, int stride, Padding padding) {
        return map(
                call("conv2d", filters, kernel, stride, padding),
                () -> Layers.conv2d(filters, kernel, stride, padding));
    }

    /**
     * Convolution with a dilated kernel (Yu and Koltun 2016), a stride of 1 and the size kept.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param dilation distance of the pixels under the kernel
     * @return the map (height, width, filters)
     */
    public FeatureMap dilatedConv2d(int filters, int kernel, int dilation) {
        return map(
                call("dilatedConv2d", filters, kernel, dilation),
                () -> Layers.dilatedConv2d(filters, kernel, dilation));
    }

    /**
     * Convolution of groups of channels side by side (Krizhevsky et al. 2012, Xie et al. 2017).
     *
     * @param filters channels of the result, a multiple of the groups
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @param groups number of parts, a divisor of the channels
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, filters), rounded down
     */
    public FeatureMap groupedConv2d(int filters, int kernel, int stride, int padding, int groups) {
        return map(
                call("groupedConv2d", filters, kernel, stride, padding, groups),
                () -> Layers.groupedConv2d(filters, kernel, stride, Layers.padding(padding), groups));
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
                () -> Layers.depthwiseConv2d(kernel, stride, Layers.padding(padding)));
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
     * Transposed convolution: enlarges the map by its stride.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding pixels cut off on each side
     * @return the map ((height - 1) · stride + kernel - 2 padding, likewise, filters)
     */
    public FeatureMap convTranspose2d(int filters, int kernel, int stride, int padding) {
        return map(
                call("convTranspose2d", filters, kernel, stride, padding),
                () -> Layers.convTranspose2d(filters, kernel, stride, Layers.padding(padding)));
    }

    static String call(String name, Object... arguments) {
        return name + "(" + Joiner.on(", ").join(arguments) + ")";
    }

    final FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return of(behind(call, layer));
    }
}
