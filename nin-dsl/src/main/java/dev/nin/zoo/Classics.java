// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;

/** The networks of the zoo that end in wide dense layers, as was usual until 2014. */
final class Classics {
    private Classics() {}

    static FeatureVector leNet5(FeatureMap in, int classes) {
        return in.conv2d(6, 5, 1, 2)
                .sigmoid()
                .avgPool(2, 2)
                .conv2d(16, 5)
                .sigmoid()
                .avgPool(2, 2)
                .flatten()
                .dense(120)
                .sigmoid()
                .dense(84)
                .sigmoid()
                .dense(classes);
    }

    static FeatureVector alexNet(FeatureMap in, int classes) {
        FeatureMap map = in.conv2d(96, 11, 4, 1)
                .relu()
                .maxPool(3, 2)
                .conv2d(256, 5, 1, 2)
                .relu()
                .maxPool(3, 2)
                .conv2d(384, 3, 1, 1)
                .relu()
                .conv2d(384, 3, 1, 1)
                .relu()
                .conv2d(256, 3, 1, 1)
                .relu()
                .maxPool(3, 2);
        return denseHead(map, classes);
    }

    static FeatureVector vgg11(FeatureMap in, int classes) {
        FeatureMap map = in;
        int[][] blocks = {{64}, {128}, {256, 256}, {512, 512}, {512, 512}};
        for (int[] block : blocks) {
            for (int filters : block) {
                map = map.conv2d(filters, 3, 1, 1).relu();
            }
            map = map.maxPool(2, 2);
        }
        return denseHead(map, classes);
    }

    /** Returns the two hidden layers of 4096 units with dropout that AlexNet and VGG share, and the output layer. */
    private static FeatureVector denseHead(FeatureMap map, int classes) {
        return map.flatten()
                .dense(4096)
                .relu()
                .dropout(0.5)
                .dense(4096)
                .relu()
                .dropout(0.5)
                .dense(classes);
    }
}
