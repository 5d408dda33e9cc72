// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.Padding;

/** VGG-16 (Simonyan and Zisserman 2014), SqueezeNet 1.1 (Iandola et al. 2016) and DenseNet-121 (Huang et al. 2017). */
final class PlainNets {
    private static final int[][] VGG16 = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};
    /** Squeeze and expand channels of each fire module; 0 for a pooling. */
    private static final int[][] FIRES = {
        {16, 64}, {16, 64}, {0}, {32, 128}, {32, 128}, {0}, {48, 192}, {48, 192}, {64, 256}, {64, 256}
    };

    private static final int[] DENSE = {6, 12, 24, 16};
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;

    private PlainNets() {}

    /** Returns VGG-16 without its dense layers. */
    static FeatureMap vgg16(Layers layers, FeatureMap in) {
        FeatureMap map = in;
        int place = 0;
        for (int stage = 0; stage < VGG16.length; stage++) {
            for (int filters : VGG16[stage]) {
                String name = "features." + place;
                map = layers.biased(map, filters, 3, 1, name, name).relu();
                place += 2;
            }
            place++;
            map = layers.stage("stage" + (stage + 1), map.maxPool(2, 2));
        }
        return map;
    }

    /** Returns SqueezeNet 1.1 up to its last fire module. Poolings round up. */
    static FeatureMap squeezeNet(Layers layers, FeatureMap in) {
        FeatureMap map = in.conv2d(64, 3, 2, 0)
                .named(layers.learns("features.0", "features.0"))
                .relu();
        map = layers.stage("stem", pooled(map));
        int place = 3;
        int stage = 1;
        for (int[] fire : FIRES) {
            if (fire.length == 1) {
                map = layers.stage("stage" + stage++, pooled(map));
            } else {
                map = fire(layers, map, fire[0], fire[1], "features." + place);
            }
            place++;
        }
        return layers.stage("stage" + stage, map);
    }

    /** Returns one map per class, averaged to one value each. */
    static FeatureVector squeezeNetHead(Layers layers, FeatureMap top, int classes) {
        return layers.biased(top.dropout(0.5), classes, 1, 1, "classifier.1", "classifier.1")
                .relu()
                .globalAvgPool();
    }

    private static FeatureMap fire(Layers layers, FeatureMap in, int narrow, int wide, String name) {
        String squeeze = name + ".squeeze";
        FeatureMap small = layers.biased(in, narrow, 1, 1, squeeze, squeeze).relu();
        return Nin.concat(
                layers.biased(small, wide, 1, 1, name + ".expand1x1", name + ".expand1x1")
                        .relu(),
                layers.biased(small, wide, 3, 1, name + ".expand3x3", name + ".expand3x3")
                        .relu());
    }

    private static FeatureMap pooled(FeatureMap map) {
        int below = (map.shape().height() - 1) % 2;
        int right = (map.shape().width() - 1) % 2;
        return map.maxPool(3, 2, Padding.of(0, below, 0, right));
    }

    /** Returns DenseNet-121 up to its last normalization. */
    static FeatureMap denseNet(Layers layers, FeatureMap in) {
        String first = "features.conv0";
        FeatureMap map = layers.conv(in, 64, 7, 2, first, first);
        map = layers.norm(map, "features.norm0", "features.norm0").relu();
        map = layers.stage("stem", map.maxPool(3, 2, Padding.of(1)));
        for (int block = 1; block <= DENSE.length; block++) {
            for (int layer = 1; layer <= DENSE[block - 1]; layer++) {
                map = denseLayer(layers, map, "features.denseblock" + block + ".denselayer" + layer + ".");
            }
            map = block < DENSE.length
                    ? layers.stage("stage" + block, transition(layers, map, "features.transition" + block + "."))
                    : map;
        }
        return layers.stage(
                "stage" + DENSE.length,
                layers.norm(map, "features.norm5", "features.norm5").relu());
    }

    private static FeatureMap denseLayer(Layers layers, FeatureMap in, String name) {
        FeatureMap map = layers.norm(in, name + "norm1", name + "norm1").relu();
        map = layers.conv(map, BOTTLENECK, 1, 1, name + "conv1", name + "conv1");
        map = layers.norm(map, name + "norm2", name + "norm2").relu();
        return Nin.concat(in, layers.conv(map, GROWTH, 3, 1, name + "conv2", name + "conv2"));
    }

    private static FeatureMap transition(Layers layers, FeatureMap in, String name) {
        FeatureMap map = layers.norm(in, name + "norm", name + "norm").relu();
        int half = in.shape().channels() / 2;
        return layers.conv(map, half, 1, 1, name + "conv", name + "conv").avgPool(2, 2);
    }

    /** Returns the three dense layers of VGG-16. */
    static FeatureVector vggHead(Layers layers, FeatureMap top, int classes) {
        return top.flatten()
                .dense(4096)
                .named(layers.learns("classifier.0", "pre_logits.fc1"))
                .relu()
                .dropout(0.5)
                .dense(4096)
                .named(layers.learns("classifier.3", "pre_logits.fc2"))
                .relu()
                .dropout(0.5)
                .dense(classes)
                .named(layers.learns("classifier.6", "head.fc"));
    }
}
