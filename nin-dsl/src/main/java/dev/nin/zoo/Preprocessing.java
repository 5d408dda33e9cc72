// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import com.google.common.primitives.Floats;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Fit;
import java.util.List;

/**
 * The preprocessing of images that published weights expect.
 *
 * @param imageSize height and width in pixels
 * @param cropShare share of the shorter side that the crop keeps
 * @param mean mean of each channel, for pixels from 0 to 1
 * @param deviation standard deviation of each channel
 */
public record Preprocessing(int imageSize, double cropShare, List<Float> mean, List<Float> deviation) {
    /** The preprocessing of most networks: 224 of 256 pixels, normalized by ImageNet's statistics. */
    static final Preprocessing IMAGENET =
            new Preprocessing(224, 0.875, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    /** The preprocessing of EfficientNet-Lite: (pixel - 127) / 128, for pixels from 0 to 255. */
    static final Preprocessing LITE = new Preprocessing(
            224, 0.875, List.of(127 / 255f, 127 / 255f, 127 / 255f), List.of(128 / 255f, 128 / 255f, 128 / 255f));

    /** Scales pixels to the range from -1 to 1. */
    static final Preprocessing HALVES =
            new Preprocessing(224, 0.875, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));

    /** Copies the lists. */
    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /**
     * Returns how image files are fitted.
     *
     * @return a center crop
     */
    public Fit fit() {
        return Fit.crop(cropShare);
    }

    /** Normalizes images; a gray image is first repeated to three channels. */
    FeatureMap emit(FeatureMap in) {
        FeatureMap color = in.shape().channels() == 1 ? Nin.concat(in, in, in) : in;
        return color.normalize(Floats.toArray(mean), Floats.toArray(deviation));
    }

    Preprocessing withCrop(double share) {
        return new Preprocessing(imageSize, share, mean, deviation);
    }
}
