// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.Padding;

/** ConvNeXt-Tiny (Liu et al. 2022). */
final class ConvNeXt {
    private static final double EPSILON = 1e-6;

    private static final int[] DEPTHS = {3, 3, 9, 3};
    private static final int WIDTH = 96;
    private static final int EXPANSION = 4;
    private static final double LAYER_SCALE = 1e-6;

    private ConvNeXt() {}

    /** Returns the network without its head. */
    static FeatureMap tiny(Layers layers, FeatureMap in) {
        FeatureMap map = in.conv2d(WIDTH, 4, 4, 0).named(layers.learns("features.0.0", "stem.0"));
        map = norm(layers, map, "features.0.1", "stem.1");
        map = layers.stage("stem", map, "features.0.1");
        for (int stage = 0; stage < DEPTHS.length; stage++) {
            if (stage > 0) {
                String name = "features." + 2 * stage + ".";
                String inTimm = "stages." + stage + ".downsample.";
                map = norm(layers, map, name + 0, inTimm + 0);
                map = map.conv2d(WIDTH << stage, 2, 2, 0).named(layers.learns(name + 1, inTimm + 1));
            }
            for (int block = 0; block < DEPTHS[stage]; block++) {
                String name = "features." + (2 * stage + 1) + "." + block + ".";
                map = block(layers, map, name, "stages." + stage + ".blocks." + block + ".");
            }
            map = layers.stage("stage" + (stage + 1), map);
        }
        return map;
    }

    private static FeatureMap block(Layers layers, FeatureMap in, String name, String inTimm) {
        int channels = in.shape().channels();
        FeatureMap map = in.depthwiseConv2d(7, 1, 3).named(layers.learns(name + "block.0", inTimm + "conv_dw"));
        map = norm(layers, map, name + "block.2", inTimm + "norm");
        map = layers.biased(map, channels * EXPANSION, 1, 1, name + "block.3", inTimm + "mlp.fc1")
                .gelu();
        map = layers.biased(map, channels, 1, 1, name + "block.5", inTimm + "mlp.fc2");
        // A factor for each channel.
        map = map.depthwiseConv2d(1, 1, Padding.valid())
                .withoutBias()
                .init(Nin.constant(LAYER_SCALE))
                .named(layers.learns(name + "layer_scale", inTimm + "gamma"));
        return Nin.add(map, in);
    }

    private static FeatureMap norm(Layers layers, FeatureMap in, String name, String inTimm) {
        return in.layerNorm(EPSILON).named(layers.learns(name, inTimm));
    }

    /** Returns the head, with a normalization before its only dense layer. */
    static FeatureVector head(Layers layers, FeatureMap top, int classes) {
        return top.globalAvgPool()
                .layerNorm(EPSILON)
                .named(layers.learns("classifier.0", "head.norm"))
                .dense(classes)
                .named(layers.learns("classifier.2", "head.fc"));
    }
}
