// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Padding;

/** Residual networks for photos (He et al. 2015). A bottleneck has its stride in the 3×3 convolution, as in PyTorch. */
final class ResNets {
    private static final int EXPANSION = 4;

    private ResNets() {}

    /** Returns an architecture with blocks of two convolutions. */
    static Architecture basic(int... depths) {
        return Architecture.pooled((layers, in) -> network(layers, in, 1, depths), "fc");
    }

    /** Returns an architecture with bottleneck blocks of three convolutions. */
    static Architecture bottleneck(int... depths) {
        return Architecture.pooled((layers, in) -> network(layers, in, EXPANSION, depths), "fc");
    }

    private static FeatureMap network(Layers layers, FeatureMap in, int expansion, int... depths) {
        FeatureMap stem = layers.conv(in, 64, 7, 2, "conv1", "conv1");
        stem = layers.norm(stem, "bn1", "bn1").relu();
        FeatureMap map = layers.stage("stem", stem.maxPool(3, 2, Padding.of(1)));
        for (int stage = 0; stage < depths.length; stage++) {
            for (int block = 0; block < depths[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String name = "layer" + (stage + 1) + "." + block;
                map = block(layers, map, 64 << stage, stride, expansion, name);
            }
            map = layers.stage("stage" + (stage + 1), map);
        }
        return map;
    }

    private static FeatureMap block(Layers layers, FeatureMap in, int filters, int stride, int expansion, String name) {
        boolean isNarrow = expansion > 1;
        FeatureMap body = isNarrow
                ? unit(layers, unit(layers, in, filters, 1, 1, name, 1).relu(), filters, 3, stride, name, 2)
                : unit(layers, in, filters, 3, stride, name, 1);
        body = isNarrow
                ? unit(layers, body.relu(), filters * expansion, 1, 1, name, 3)
                : unit(layers, body.relu(), filters, 3, 1, name, 2);
        FeatureMap shortcut = in;
        if (!in.shape().equals(body.shape())) {
            String place = name + ".downsample.";
            shortcut = layers.conv(in, filters * expansion, 1, stride, place + 0, place + 0);
            shortcut = layers.norm(shortcut, place + 1, place + 1);
        }
        return Nin.add(body, shortcut).relu();
    }

    private static FeatureMap unit(
            Layers layers, FeatureMap in, int filters, int kernel, int stride, String name, int place) {
        String conv = name + ".conv" + place;
        String norm = name + ".bn" + place;
        return layers.norm(layers.conv(in, filters, kernel, stride, conv, conv), norm, norm);
    }
}
