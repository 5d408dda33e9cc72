// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.AvgPool2d;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.function.Supplier;

/** The poolings of a {@link FeatureMap}, and its conversions to a vector. */
sealed interface Poolings permits FeatureMap {
    /**
     * Max pooling: the maximum of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, width likewise, channels), rounded down
     */
    default FeatureMap maxPool(int window, int stride) {
        return map(
                Layers.call("maxPool", window, stride),
                () -> new MaxPool2d(Layers.side("the window", window), Layers.side("the stride", stride)));
    }

    /**
     * Average pooling: the mean of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, width likewise, channels), rounded down
     */
    default FeatureMap avgPool(int window, int stride) {
        return map(
                Layers.call("avgPool", window, stride),
                () -> new AvgPool2d(Layers.side("the window", window), Layers.side("the stride", stride)));
    }

    /**
     * Max pooling with any padding. Padded pixels are ignored.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @param padding pixels around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - window) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    default FeatureMap maxPool(int window, int stride, Padding padding) {
        return map(
                Layers.call("maxPool", window, stride, padding),
                () -> new MaxPool2d(Layers.side("the window", window), Layers.side("the stride", stride), padding));
    }

    /**
     * Max pooling with a window that need not be square. Padded pixels are ignored.
     *
     * @param window size of the window
     * @param stride step of the window
     * @param padding pixels around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - window) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    default FeatureMap maxPool(Size window, Size stride, Padding padding) {
        return map(Layers.call("maxPool", window, stride, padding), () -> new MaxPool2d(window, stride, padding));
    }

    /**
     * Average pooling with any padding. Explicit zeros count, as in PyTorch; those of TensorFlow's SAME do not.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @param padding pixels around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - window) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    default FeatureMap avgPool(int window, int stride, Padding padding) {
        return map(
                Layers.call("avgPool", window, stride, padding),
                () -> new AvgPool2d(Layers.side("the window", window), Layers.side("the stride", stride), padding));
    }

    /**
     * Average pooling with a window that need not be square. Explicit zeros count; those of TensorFlow's SAME do not.
     *
     * @param window size of the window
     * @param stride step of the window
     * @param padding pixels around the map
     * @return the map of ceil(height / stride) rows for {@code Padding.same()}, (height + top + bottom - window) /
     *     stride + 1, rounded down, for others; columns likewise; as many channels
     */
    default FeatureMap avgPool(Size window, Size stride, Padding padding) {
        return map(Layers.call("avgPool", window, stride, padding), () -> new AvgPool2d(window, stride, padding));
    }

    /**
     * Global max pooling: the maximum of each channel over the whole map.
     *
     * @return a vector of as many values as there are channels
     */
    default FeatureVector globalMaxPool() {
        return map("globalMaxPool()", GlobalMaxPool2d::new).flatten();
    }

    /**
     * Global average pooling: the mean of each channel over the whole map, as in the head of a Network-in-Network.
     *
     * @return a vector of as many values as there are channels
     */
    default FeatureVector globalAvgPool() {
        return map("globalAvgPool()", GlobalAvgPool2d::new).flatten();
    }

    /**
     * Flattens all values to a vector, in the order height, width, channel.
     *
     * @return a vector of height·width·channels values
     */
    default FeatureVector flatten() {
        return new FeatureVector(((FeatureMap) this).after("flatten()", Flatten::new));
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return ((FeatureMap) this).map(call, layer);
    }
}
