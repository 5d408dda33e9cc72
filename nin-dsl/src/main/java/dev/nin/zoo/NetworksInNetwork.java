// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.model.Padding;
import java.util.List;

/** The Network-in-Networks of the zoo up to the map with one channel per class. */
final class NetworksInNetwork {
    private static final int LEAST_HIDDEN = 10;

    private NetworksInNetwork() {}

    static FeatureMap nin(FeatureMap in, int classes) {
        int hidden = hidden(classes);
        return threeBlocks(in).nin(List.of(hidden, hidden, classes), 3, 1, 1);
    }

    static FeatureMap linear(FeatureMap in, int classes) {
        int hidden = hidden(classes);
        return threeBlocks(in)
                .conv2d(hidden, 3, 1, 1)
                .relu()
                .conv2d(hidden, 1)
                .relu()
                .conv2d(classes, 1);
    }

    static FeatureMap cifar(FeatureMap in, int classes) {
        return in.nin(List.of(192, 160, 96), 5, 1, 2)
                .maxPool(3, 2, Padding.same())
                .dropout(0.5)
                .nin(192, 5, 1, 2)
                .avgPool(3, 2, Padding.same())
                .dropout(0.5)
                .nin(List.of(192, 192, classes), 3, 1, 1);
    }

    static FeatureMap normalizedCifar(FeatureMap in, int classes) {
        FeatureMap first = normalized(normalized(normalized(in, 192, 5), 160, 1), 96, 1)
                .maxPool(3, 2, Padding.same())
                .dropout(0.5);
        FeatureMap second = normalized(normalized(normalized(first, 192, 5), 192, 1), 192, 1)
                .avgPool(3, 2, Padding.same())
                .dropout(0.5);
        return normalized(normalized(second, 192, 3), 192, 1).conv2d(classes, 1);
    }

    private static FeatureMap normalized(FeatureMap in, int filters, int kernel) {
        return in.conv2d(filters, kernel, 1, kernel / 2)
                .withoutBias()
                .batchNorm()
                .relu();
    }

    /** Returns the inner channels of the last block: the number of classes, but at least 10. */
    private static int hidden(int classes) {
        return Math.max(classes, LEAST_HIDDEN);
    }

    private static FeatureMap threeBlocks(FeatureMap in) {
        return in.nin(96, 11, 4, 0)
                .maxPool(3, 2)
                .nin(256, 5, 1, 2)
                .maxPool(3, 2)
                .nin(384, 3, 1, 1)
                .maxPool(3, 2)
                .dropout(0.5);
    }
}
