// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;

/** The residual networks of the zoo (He et al. 2015). */
final class ResidualNet {
    private static final int BLOCKS_A_STAGE = 3;

    private ResidualNet() {}

    /** Returns nineteen convolutions; the twentieth layer is the head. */
    static FeatureMap twentyLayers(FeatureMap in) {
        FeatureMap map = convolution(in, 16, 1).relu();
        for (int filters : new int[] {16, 32, 64}) {
            for (int block = 0; block < BLOCKS_A_STAGE; block++) {
                boolean narrows = block == 0 && filters > 16;
                map = block(map, filters, narrows ? 2 : 1);
            }
        }
        return map;
    }

    private static FeatureMap block(FeatureMap in, int filters, int stride) {
        FeatureMap body = convolution(convolution(in, filters, stride).relu(), filters, 1);
        FeatureMap shortcut = in.shape().equals(body.shape())
                ? in
                : in.conv2d(filters, 1, stride, 0).withoutBias().batchNorm();
        return Nin.add(body, shortcut).relu();
    }

    private static FeatureMap convolution(FeatureMap in, int filters, int stride) {
        return in.conv2d(filters, 3, stride, 1).withoutBias().batchNorm();
    }
}
