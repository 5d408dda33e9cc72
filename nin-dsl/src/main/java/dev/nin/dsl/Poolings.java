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

/** The poolings that a {@link FeatureMap} offers, and the ways from it to a vector. */
sealed interface Poolings permits FeatureMap {
    /**
     * The greatest value of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, likewise, channels), rounded down
     */
    default FeatureMap maxPool(int window, int stride) {
        return map(
                Layers.call("maxPool", window, stride),
                () -> new MaxPool2d(Layers.side("the window", window), Layers.side("the stride", stride)));
    }

    /**
     * The mean of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, likewise, channels), rounded down
     */
    default FeatureMap avgPool(int window, int stride) {
        return map(
                Layers.call("avgPool", window, stride),
                () -> new AvgPool2d(Layers.side("the window", window), Layers.side("the stride", stride)));
    }

    /**
     * The greatest value of each window, with padding that never wins.
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
     * The greatest value of each window, which may be higher or wider, with padding that never wins.
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
     * The mean of each window. Explicit zeros count, as in PyTorch; those of TensorFlow's SAME do not.
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
     * The mean of each window, which may be higher or wider. Explicit zeros count, those of TensorFlow's SAME do not.
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
     * The greatest value of each channel over the whole map.
     *
     * @return a vector of as many values as there are channels
     */
    default FeatureVector globalMaxPool() {
        return map("globalMaxPool()", GlobalMaxPool2d::new).flatten();
    }

    /**
     * The mean of each channel over the whole map: the head of a Network-in-Network.
     *
     * @return a vector of as many values as there are channels
     */
    default FeatureVector globalAvgPool() {
        return map("globalAvgPool()", GlobalAvgPool2d::new).flatten();
    }

    /**
     * All values as a vector, in the order height, width, channel.
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
