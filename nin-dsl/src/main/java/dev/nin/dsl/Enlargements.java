// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Size;
import dev.nin.model.UpSampling2d;
import java.util.function.Supplier;

/** The layers of a {@link FeatureMap} that enlarge it by an integer factor. */
sealed interface Enlargements permits FeatureMap {
    /**
     * Transposed convolution: enlarges the map by its stride.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding pixels cropped on each side
     * @return the map ((height - 1) · stride + kernel - 2 padding, width likewise, filters)
     */
    default FeatureMap convTranspose2d(int filters, int kernel, int stride, int padding) {
        return map(
                Layers.call("convTranspose2d", filters, kernel, stride, padding),
                () -> Layers.convTranspose2d(
                        filters, Layers.kernel(kernel), Layers.stride(stride), Layers.padding(padding)));
    }

    /**
     * Transposed convolution with any padding.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding pixels cropped around the output
     * @return the map of height · stride rows for {@code Padding.same()}, (height - 1) · stride + kernel - top - bottom
     *     for others; columns likewise; filters channels
     */
    default FeatureMap convTranspose2d(int filters, int kernel, int stride, Padding padding) {
        return map(
                Layers.call("convTranspose2d", filters, kernel, stride, padding),
                () -> Layers.convTranspose2d(filters, Layers.kernel(kernel), Layers.stride(stride), padding));
    }

    /**
     * Transposed convolution with a kernel and stride that need not be square.
     *
     * @param filters channels of the output
     * @param kernel size of the kernel
     * @param stride step of the kernel
     * @param padding pixels cropped around the output
     * @return the map of height · stride rows for {@code Padding.same()}, (height - 1) · stride + kernel - top - bottom
     *     for others; columns likewise; filters channels
     */
    default FeatureMap convTranspose2d(int filters, Size kernel, Size stride, Padding padding) {
        return map(
                Layers.call("convTranspose2d", filters, kernel, stride, padding),
                () -> Layers.convTranspose2d(filters, kernel, stride, padding));
    }

    /**
     * Rearranges channels as pixels, in the order of PyTorch's nn.PixelShuffle: the channels of one output channel are
     * adjacent, row by row (Shi et al. 2016).
     *
     * @param factor factor for height and width
     * @return the map (height · factor, width · factor, channels / factor²)
     */
    default FeatureMap pixelShuffle(int factor) {
        return map(Layers.call("pixelShuffle", factor), () -> new PixelShuffle(factor));
    }

    /**
     * Enlarges by an integer factor by repeating each pixel.
     *
     * @param factor factor for height and width
     * @return the map (height · factor, width · factor, channels)
     */
    default FeatureMap upSampling(int factor) {
        return map(
                Layers.call("upSampling", factor),
                () -> new UpSampling2d(Layers.side("the factor", factor), Interpolation.NEAREST));
    }

    /**
     * Enlarges by an integer factor with a given interpolation.
     *
     * @param factor factor for height and width
     * @param interpolation how values between pixels are computed
     * @return the map (height · factor, width · factor, channels)
     */
    default FeatureMap upSampling(int factor, Interpolation interpolation) {
        return map(
                Layers.call("upSampling", factor, interpolation),
                () -> new UpSampling2d(Layers.side("the factor", factor), interpolation));
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return ((FeatureMap) this).map(call, layer);
    }
}
