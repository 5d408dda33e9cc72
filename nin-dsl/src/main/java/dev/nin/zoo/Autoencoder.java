// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.model.Padding;
import dev.nin.model.Shape;

/** The zoo's autoencoder: an encoder that halves the image twice, and a decoder that doubles it twice. */
final class Autoencoder {
    private static final int SIDE = 4;

    private Autoencoder() {}

    /**
     * Returns the encoder and the decoder.
     *
     * @param code channels of the map named code
     */
    static FeatureMap of(FeatureMap in, int code) {
        Shape shape = in.shape();
        if (shape.height() % SIDE != 0 || shape.width() % SIDE != 0) {
            throw in.refusal(
                    "autoencoder(" + code + ")",
                    "the input " + shape + " is halved twice, expected a height and width divisible by " + SIDE
                            + "; use resize first");
        }
        FeatureMap down = block(block(in, 32), 64).conv2d(code, 1).named("code");
        FeatureMap up = down.convTranspose2d(64, 2, 2, Padding.valid()).relu();
        return up.convTranspose2d(32, 2, 2, Padding.valid()).relu().conv2d(shape.channels(), 3, 1, 1);
    }

    private static FeatureMap block(FeatureMap in, int filters) {
        return in.conv2d(filters, 3, 2, 1).withoutBias().batchNorm().relu();
    }
}
