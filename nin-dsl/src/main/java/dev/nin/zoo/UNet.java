// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Padding;
import dev.nin.model.Shape;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The U-Net of the zoo (Ronneberger et al. 2015), with two changes that are common today: convolutions keep the size,
 * so that nothing is cropped, and each is followed by a batch normalization.
 */
final class UNet {
    /** More halvings would leave nothing of any image. */
    private static final int MOST_HALVINGS = 30;

    private UNet() {}

    /**
     * Returns the encoder, the decoder and one score per class and pixel.
     *
     * @param filters channels of the first level; each level below has twice as many
     * @param depth number of times the map is halved
     */
    static FeatureMap of(FeatureMap in, int classes, int filters, int depth) {
        requireFit(in, classes, filters, depth);
        Deque<FeatureMap> skips = new ArrayDeque<>();
        FeatureMap map = block(in, filters);
        for (int level = 1; level <= depth; level++) {
            skips.push(map);
            map = block(map.maxPool(2, 2), filters << level);
        }
        for (int level = depth - 1; level >= 0; level--) {
            FeatureMap enlarged = map.convTranspose2d(filters << level, 2, 2, Padding.valid());
            map = block(Nin.concat(skips.pop(), enlarged), filters << level);
        }
        return map.conv2d(classes, 1);
    }

    private static void requireFit(FeatureMap in, int classes, int filters, int depth) {
        Shape shape = in.shape();
        int side = 1 << Math.min(Math.max(depth, 0), MOST_HALVINGS);
        boolean isDivisible = shape.height() % side == 0 && shape.width() % side == 0;
        if (depth >= 1 && isDivisible) {
            return;
        }
        String call = "unet(" + classes + ", " + filters + ", " + depth + ")";
        if (depth < 1) {
            throw in.refusal(call, "the depth is " + depth + ", expected at least 1");
        }
        boolean isDeep = side > Math.min(shape.height(), shape.width());
        String size = roundedUp(shape.height(), side) + ", " + roundedUp(shape.width(), side);
        throw in.refusal(
                call,
                "the input " + shape + " is halved " + depth + " times, expected a height and width divisible by "
                        + side + "; use " + (isDeep ? "" : "resize(" + size + ") or ") + "less depth");
    }

    private static long roundedUp(int size, int divisor) {
        return ((long) size + divisor - 1) / divisor * divisor;
    }

    private static FeatureMap block(FeatureMap in, int filters) {
        return convolution(convolution(in, filters), filters);
    }

    private static FeatureMap convolution(FeatureMap in, int filters) {
        return in.conv2d(filters, 3, 1, 1).withoutBias().batchNorm().relu();
    }
}
