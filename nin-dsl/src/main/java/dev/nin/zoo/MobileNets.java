// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.model.Activation.Function;
import java.util.Optional;

/** Networks of inverted residual blocks: MobileNetV2 and V3, EfficientNet and EfficientNet-Lite. */
final class MobileNets {
    private static final int DIVISOR = 8;
    private static final int EFFICIENT_REDUCTION = 4;
    /** For each stage: kernel, expansion, channels, blocks, first stride. */
    private static final int[][] EFFICIENT = {
        {3, 1, 16, 1, 1},
        {3, 6, 24, 2, 2},
        {5, 6, 40, 2, 2},
        {3, 6, 80, 3, 2},
        {5, 6, 112, 3, 1},
        {5, 6, 192, 4, 2},
        {3, 6, 320, 1, 1}
    };

    private static final int[][] V2 = {
        {3, 1, 16, 1, 1},
        {3, 6, 24, 2, 2},
        {3, 6, 32, 3, 2},
        {3, 6, 64, 4, 2},
        {3, 6, 96, 3, 1},
        {3, 6, 160, 3, 2},
        {3, 6, 320, 1, 1}
    };

    /** The blocks of each stage: kernel, wide channels, channels, stride, squeeze-and-excitation (1), ReLU (1). */
    private static final int[][][] V3_LARGE = {
        {{3, 16, 16, 1, 0, 1}},
        {{3, 64, 24, 2, 0, 1}, {3, 72, 24, 1, 0, 1}},
        {{5, 72, 40, 2, 1, 1}, {5, 120, 40, 1, 1, 1}, {5, 120, 40, 1, 1, 1}},
        {{3, 240, 80, 2, 0, 0}, {3, 200, 80, 1, 0, 0}, {3, 184, 80, 1, 0, 0}, {3, 184, 80, 1, 0, 0}},
        {{3, 480, 112, 1, 1, 0}, {3, 672, 112, 1, 1, 0}},
        {{5, 672, 160, 2, 1, 0}, {5, 960, 160, 1, 1, 0}, {5, 960, 160, 1, 1, 0}}
    };

    private MobileNets() {}

    /** Returns MobileNetV2 up to the convolution of 1,280 channels. */
    static FeatureMap v2(Layers layers, FeatureMap in) {
        FeatureMap map = layers.conv(in, 32, 3, 2, "features.0.0", "conv_stem");
        map = layers.norm(map, "features.0.1", "bn1").relu6();
        map = layers.stage("stem", map);
        int number = 1;
        for (int stage = 0; stage < V2.length; stage++) {
            for (int block = 0; block < V2[stage][3]; block++) {
                InvertedResidual each = scaled(V2[stage], block, map, Function.RELU6, Optional.empty());
                map = add(layers, map, each, "features." + number++ + ".conv.", stage, block, V2[stage][3], true);
            }
        }
        map = layers.conv(map, 1280, 1, 1, "features.18.0", "conv_head");
        return layers.stage("top", layers.norm(map, "features.18.1", "bn2").relu6());
    }

    /** Returns MobileNetV3-large up to the convolution of 960 channels. */
    static FeatureMap v3Large(Layers layers, FeatureMap in) {
        FeatureMap map = layers.conv(in, 16, 3, 2, "features.0.0", "conv_stem");
        map = layers.stage("stem", layers.norm(map, "features.0.1", "bn1").hardSwish());
        int number = 1;
        for (int stage = 0; stage < V3_LARGE.length; stage++) {
            for (int block = 0; block < V3_LARGE[stage].length; block++) {
                int[] row = V3_LARGE[stage][block];
                Function activation = row[5] == 1 ? Function.RELU : Function.HARD_SWISH;
                Optional<InvertedResidual.Weighing> weighing = row[4] == 0
                        ? Optional.empty()
                        : Optional.of(new InvertedResidual.Weighing(
                                rounded(row[1] / EFFICIENT_REDUCTION), Function.RELU, true));
                InvertedResidual each = new InvertedResidual(row[0], row[1], row[2], row[3], activation, weighing);
                map = add(
                        layers,
                        map,
                        each,
                        "features." + number++ + ".block.",
                        stage,
                        block,
                        V3_LARGE[stage].length,
                        false);
            }
        }
        map = layers.conv(map, 960, 1, 1, "features.16.0", "blocks.6.0.conv");
        return layers.stage(
                "top", layers.norm(map, "features.16.1", "blocks.6.0.bn1").hardSwish());
    }

    /** Returns EfficientNet-B0 up to the convolution of 1,280 channels. */
    static FeatureMap efficient(Layers layers, FeatureMap in) {
        return efficient(layers, in, Function.SWISH, true);
    }

    /** Returns EfficientNet-Lite0: without squeeze-and-excitation, and with ReLU6. */
    static FeatureMap lite(Layers layers, FeatureMap in) {
        return efficient(layers, in, Function.RELU6, false);
    }

    private static FeatureMap efficient(Layers layers, FeatureMap in, Function activation, boolean weighs) {
        FeatureMap map = layers.conv(in, 32, 3, 2, "features.0.0", "conv_stem");
        map = layers.stage("stem", layers.norm(map, "features.0.1", "bn1").activation(activation));
        for (int stage = 0; stage < EFFICIENT.length; stage++) {
            for (int block = 0; block < EFFICIENT[stage][3]; block++) {
                int squeezed = map.shape().channels() / EFFICIENT_REDUCTION;
                InvertedResidual each = scaled(
                        EFFICIENT[stage],
                        block,
                        map,
                        activation,
                        weighs
                                ? Optional.of(new InvertedResidual.Weighing(squeezed, activation, false))
                                : Optional.empty());
                String prefix = "features." + (stage + 1) + "." + block + ".block.";
                map = add(layers, map, each, prefix, stage, block, EFFICIENT[stage][3], false);
            }
        }
        map = layers.conv(map, 1280, 1, 1, "features.8.0", "conv_head");
        return layers.stage("top", layers.norm(map, "features.8.1", "bn2").activation(activation));
    }

    /** Returns a block of a table's row. */
    private static InvertedResidual scaled(
            int[] row, int block, FeatureMap in, Function activation, Optional<InvertedResidual.Weighing> weighing) {
        return new InvertedResidual(
                row[0], in.shape().channels() * row[1], row[2], block == 0 ? row[4] : 1, activation, weighing);
    }

    private static FeatureMap add(
            Layers layers,
            FeatureMap in,
            InvertedResidual block,
            String prefix,
            int stage,
            int number,
            int blocks,
            boolean isPlain) {
        FeatureMap made = block.emit(layers, in, prefix, "blocks." + stage + "." + number + ".", isPlain);
        if (number + 1 < blocks) {
            return made;
        }
        String name = "stage" + (stage + 1);
        return in.shape().equals(made.shape())
                ? layers.stage(name, made)
                : layers.stage(name, made, block.last(in, prefix, isPlain));
    }

    /** Rounds to a multiple of 8 that is at least 90 % of the value. */
    private static int rounded(int channels) {
        int nearest = Math.max(DIVISOR, (channels + DIVISOR / 2) / DIVISOR * DIVISOR);
        return nearest < 0.9 * channels ? nearest + DIVISOR : nearest;
    }

    /** Returns the head of MobileNetV3-large, whose wide layer follows the pooling. */
    static FeatureVector v3Head(Layers layers, FeatureMap top, int classes) {
        return top.globalAvgPool()
                .dense(1280)
                .named(layers.learns("classifier.0", "conv_head"))
                .hardSwish()
                .dropout(0.2)
                .dense(classes)
                .named(layers.learns("classifier.3", "classifier"));
    }
}
