// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The convolutions across channels of a {@link FeatureMap}. */
sealed interface Convolutions permits FeatureMap {
    /**
     * A Network-in-Network block (Lin et al. 2013): one k×k convolution and two 1×1 convolutions, each with a ReLU.
     *
     * @param filters channels of each of the three convolutions
     * @param kernel height and width of the first convolution's kernel
     * @param stride step of the first convolution
     * @param padding zeros on each side of the first convolution's input
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, filters), rounded down, after the
     *     last ReLU
     */
    default FeatureMap nin(int filters, int kernel, int stride, int padding) {
        String call = Layers.call("nin", filters, kernel, stride, padding);
        return nin(
                call,
                List.of(filters, filters, filters),
                each -> Layers.conv2d(each, Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * A Network-in-Network block whose three convolutions differ in width, as in the paper's networks.
     *
     * @param filters channels of the first, second and third convolution
     * @param kernel height and width of the first convolution's kernel
     * @param stride step of the first convolution
     * @param padding zeros on each side of the first convolution's input
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, the third of filters), rounded down,
     *     after the last ReLU
     * @throws InvalidModelException if there are not three numbers of channels
     */
    default FeatureMap nin(List<Integer> filters, int kernel, int stride, int padding) {
        String call = Layers.call("nin", filters, kernel, stride, padding);
        return nin(
                call,
                filters,
                first -> Layers.conv2d(first, Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * A Network-in-Network block with any kernel and padding.
     *
     * @param filters channels of the first, second and third convolution
     * @param kernel size of the first convolution's kernel
     * @param stride step of the first convolution
     * @param padding zeros around the first one's input
     * @return the map of {@link #conv2d(int, Size, Size, Padding)}, with the third number of channels, after the last
     *     ReLU
     * @throws InvalidModelException if there are not three numbers of channels
     */
    default FeatureMap nin(List<Integer> filters, Size kernel, Size stride, Padding padding) {
        String call = Layers.call("nin", filters, kernel, stride, padding);
        return nin(call, filters, first -> Layers.conv2d(first, kernel, stride, padding));
    }

    private FeatureMap nin(String call, List<Integer> filters, IntFunction<Layer> convolution) {
        if (filters.size() != 3) {
            return map(call, () -> {
                throw new InvalidModelException("it has " + filters.size()
                        + " numbers of filters, expected 3: one for the k×k convolution and two for the 1×1 "
                        + "convolutions");
            });
        }
        int second = filters.get(1);
        int third = filters.get(2);
        FeatureMap last = map(call, () -> convolution.apply(filters.get(0)))
                .relu()
                .conv2d(second, 1)
                .relu()
                .conv2d(third, 1)
                .relu();
        return last.of(last.stage(), 6);
    }

    /**
     * Convolution with a bias, a stride of 1 and no padding.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @return the map (height - kernel + 1, width - kernel + 1, filters)
     */
    default FeatureMap conv2d(int filters, int kernel) {
        return conv2d(filters, kernel, 1, Padding.valid());
    }

    /**
     * Convolution with a bias.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, filters), rounded down
     */
    default FeatureMap conv2d(int filters, int kernel, int stride, int padding) {
        return map(
                Layers.call("conv2d", filters, kernel, stride, padding),
                () -> Layers.conv2d(filters, Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * Convolution with a bias and any padding.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    default FeatureMap conv2d(int filters, int kernel, int stride, Padding padding) {
        return map(
                Layers.call("conv2d", filters, kernel, stride, padding),
                () -> Layers.conv2d(filters, Layers.kernel(kernel), Layers.stride(stride), padding));
    }

    /**
     * Convolution with a bias, and a kernel and stride that need not be square: {@code conv2d(8, new Size(1, 7),
     * Size.square(1), Padding.same())}.
     *
     * @param filters channels of the output
     * @param kernel size of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    default FeatureMap conv2d(int filters, Size kernel, Size stride, Padding padding) {
        return map(
                Layers.call("conv2d", filters, kernel, stride, padding),
                () -> Layers.conv2d(filters, kernel, stride, padding));
    }

    /**
     * Convolution with a bias and every option: padding, dilation and groups of channels.
     *
     * @param filters channels of the output, a multiple of the groups
     * @param kernel size of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @param dilation distance between the pixels under the kernel, 1×1 for neighbors
     * @param groups number of groups, a divisor of the channels; 1 for an ordinary convolution
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - (kernel - 1) ·
     *     dilation - 1) / stride + 1, rounded down, for others; columns likewise; filters channels
     */
    default FeatureMap conv2d(int filters, Size kernel, Size stride, Padding padding, Size dilation, int groups) {
        return map(
                Layers.call("conv2d", filters, kernel, stride, padding, dilation, groups),
                () -> Layers.conv2d(filters, kernel, stride, padding, dilation, groups));
    }

    /**
     * Dilated convolution (Yu and Koltun 2016) with a stride of 1 that keeps the size.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param dilation distance between the pixels under the kernel
     * @return the map (height, width, filters)
     */
    default FeatureMap dilatedConv2d(int filters, int kernel, int dilation) {
        return map(
                Layers.call("dilatedConv2d", filters, kernel, dilation),
                () -> Layers.conv2d(
                        filters,
                        Layers.kernel(kernel),
                        Size.square(1),
                        Padding.same(),
                        Layers.side("the dilation", dilation),
                        1));
    }

    /**
     * Grouped convolution (Krizhevsky et al. 2012, Xie et al. 2017).
     *
     * @param filters channels of the output, a multiple of the groups
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @param groups number of groups, a divisor of the channels
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, filters), rounded down
     */
    default FeatureMap groupedConv2d(int filters, int kernel, int stride, int padding, int groups) {
        return map(
                Layers.call("groupedConv2d", filters, kernel, stride, padding, groups),
                () -> grouped(filters, kernel, stride, Layers.padding(padding), groups));
    }

    /**
     * Grouped convolution with any padding.
     *
     * @param filters channels of the output, a multiple of the groups
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @param groups number of groups, a divisor of the channels
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - kernel) /
     *     stride + 1, rounded down, for others; columns likewise; filters channels
     */
    default FeatureMap groupedConv2d(int filters, int kernel, int stride, Padding padding, int groups) {
        return map(
                Layers.call("groupedConv2d", filters, kernel, stride, padding, groups),
                () -> grouped(filters, kernel, stride, padding, groups));
    }

    private static Layer grouped(int filters, int kernel, int stride, Padding padding, int groups) {
        return Layers.conv2d(filters, Layers.kernel(kernel), Layers.stride(stride), padding, Size.square(1), groups);
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return ((FeatureMap) this).map(call, layer);
    }
}
