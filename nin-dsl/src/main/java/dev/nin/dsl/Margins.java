// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Cropping2d;
import dev.nin.model.Layer;
import dev.nin.model.ZeroPadding2d;
import java.util.function.Supplier;

/** The layers of a {@link FeatureMap} that add or remove margins. */
sealed interface Margins permits FeatureMap {
    /**
     * Pads every side with zeros.
     *
     * @param pixels rows and columns on each side
     * @return the map (height + 2 pixels, width + 2 pixels, channels)
     */
    default FeatureMap zeroPadding(int pixels) {
        return map(Layers.call("zeroPadding", pixels), () -> new ZeroPadding2d(pixels, pixels, pixels, pixels));
    }

    /**
     * Crops every side.
     *
     * @param pixels rows and columns on each side
     * @return the map (height - 2 pixels, width - 2 pixels, channels)
     */
    default FeatureMap cropping(int pixels) {
        return map(Layers.call("cropping", pixels), () -> new Cropping2d(pixels, pixels, pixels, pixels));
    }

    /**
     * Pads each side with its own number of zeros.
     *
     * @param top rows above
     * @param bottom rows below
     * @param left columns before
     * @param right columns after
     * @return the map (height + top + bottom, width + left + right, channels)
     */
    default FeatureMap zeroPadding(int top, int bottom, int left, int right) {
        return map(
                Layers.call("zeroPadding", top, bottom, left, right),
                () -> new ZeroPadding2d(top, bottom, left, right));
    }

    /**
     * Crops each side by its own number of pixels.
     *
     * @param top rows above
     * @param bottom rows below
     * @param left columns before
     * @param right columns after
     * @return the map (height - top - bottom, width - left - right, channels)
     */
    default FeatureMap cropping(int top, int bottom, int left, int right) {
        return map(Layers.call("cropping", top, bottom, left, right), () -> new Cropping2d(top, bottom, left, right));
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return ((FeatureMap) this).map(call, layer);
    }
}
