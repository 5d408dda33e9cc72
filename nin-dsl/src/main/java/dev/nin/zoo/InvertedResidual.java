// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Activation.Function;
import java.util.Optional;

/**
 * An inverted residual block (Sandler et al. 2018): a 1×1 convolution to more channels, a depthwise convolution, and a
 * 1×1 convolution to fewer channels.
 *
 * @param kernel of the depthwise convolution
 * @param wide channels in the middle; the number of input channels for a block without the first convolution
 * @param out channels of the output
 * @param stride of the depthwise convolution
 * @param activation after the first two convolutions
 * @param weighing squeeze-and-excitation of the wide channels, if any
 */
record InvertedResidual(int kernel, int wide, int out, int stride, Function activation, Optional<Weighing> weighing) {
    /**
     * Squeeze-and-excitation: weights for channels (Hu et al. 2018).
     *
     * @param squeezed channels between the two convolutions
     * @param inner the activation between them
     * @param isHard whether relu6(x + 3) / 6 follows them instead of a sigmoid
     */
    record Weighing(int squeezed, Function inner, boolean isHard) {}

    /** The names of a block's layers: torchvision numbers consecutive layers, timm uses words. */
    private static final class Names {
        private final String prefix;
        private final String inTimm;
        private final boolean isPlain;
        private int place;
        private int norms;

        Names(String prefix, String inTimm, boolean isPlain) {
            this.prefix = prefix;
            this.inTimm = inTimm;
            this.isPlain = isPlain;
        }

        /** Returns the next convolution's name; MobileNetV2's last one has no number of its own. */
        String conv(boolean isLast) {
            return prefix + place++ + (isPlain && isLast ? "" : ".0");
        }

        String norm(boolean isLast) {
            return prefix + (isPlain && isLast ? Integer.toString(place) : place - 1 + ".1");
        }

        String timmNorm() {
            return inTimm + "bn" + ++norms;
        }
    }

    /**
     * Emits the block.
     *
     * @param prefix the prefix in torchvision, such as features.2.block.
     * @param inTimm the prefix in timm, such as blocks.1.0.
     * @param isPlain whether the last convolution and its normalization are numbered like the others, as in MobileNetV2
     */
    FeatureMap emit(Layers layers, FeatureMap in, String prefix, String inTimm, boolean isPlain) {
        Names names = new Names(prefix, inTimm, isPlain);
        FeatureMap map = in;
        boolean widens = wide != in.shape().channels();
        if (widens) {
            map = layers.conv(map, wide, 1, 1, names.conv(false), inTimm + "conv_pw");
            map = layers.norm(map, names.norm(false), names.timmNorm()).activation(activation);
        }
        map = layers.depthwise(map, kernel, stride, names.conv(false), inTimm + "conv_dw");
        map = layers.norm(map, names.norm(false), names.timmNorm()).activation(activation);
        if (weighing.isPresent()) {
            Weighing each = weighing.get();
            String place = prefix + names.place++;
            String[] own = {place + ".fc1", place + ".fc2"};
            String[] timm = {inTimm + "se.conv_reduce", inTimm + "se.conv_expand"};
            map = layers.weighted(map, each.squeezed(), each.inner(), each.isHard(), own, timm);
        }
        map = layers.conv(map, out, 1, 1, names.conv(true), inTimm + (widens ? "conv_pwl" : "conv_pw"));
        map = layers.norm(map, names.norm(true), names.timmNorm());
        return in.shape().equals(map.shape()) ? Nin.add(map, in) : map;
    }

    /** Returns the name of the block's last layer with parameters. */
    String last(FeatureMap in, String prefix, boolean isPlain) {
        int places = (wide != in.shape().channels() ? 1 : 0) + 1 + (weighing.isPresent() ? 1 : 0);
        return prefix + (isPlain ? Integer.toString(places + 1) : places + ".1");
    }
}
