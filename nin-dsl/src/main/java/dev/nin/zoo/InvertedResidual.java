// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Activation.Function;
import java.util.Optional;

/**
 * An inverted residual block (Sandler et al. 2018): wide by a 1×1 convolution, a convolution of each channel by itself,
 * narrow again.
 *
 * @param kernel of the convolution in the middle
 * @param wide channels in the middle; as many as come in for a block without the first convolution
 * @param out channels of the result
 * @param stride of the convolution in the middle
 * @param activation after the first two convolutions
 * @param weighing of the wide channels, where there is one
 */
record InvertedResidual(int kernel, int wide, int out, int stride, Function activation, Optional<Weighing> weighing) {
    /**
     * How channels are weighed (Hu et al. 2018).
     *
     * @param squeezed channels between the two convolutions
     * @param inner activation between them
     * @param isHard whether relu6(x + 3) / 6 follows them, in place of a sigmoid
     */
    record Weighing(int squeezed, Function inner, boolean isHard) {}

    /** What a block's layers are called: torchvision numbers what follows each other, timm has words. */
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

        /** The next convolution's, in MobileNetV2's last one without a number of its own. */
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
     * @param prefix torchvision's, such as features.2.block.
     * @param inTimm timm's, such as blocks.1.0.
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
            map = layers.weighed(map, each.squeezed(), each.inner(), each.isHard(), own, timm);
        }
        map = layers.conv(map, out, 1, 1, names.conv(true), inTimm + (widens ? "conv_pwl" : "conv_pw"));
        map = layers.norm(map, names.norm(true), names.timmNorm());
        return in.shape().equals(map.shape()) ? Nin.add(map, in) : map;
    }

    /** The name of the block's last layer that learns. */
    String last(FeatureMap in, String prefix, boolean isPlain) {
        int places = (wide != in.shape().channels() ? 1 : 0) + 1 + (weighing.isPresent() ? 1 : 0);
        return prefix + (isPlain ? Integer.toString(places + 1) : places + ".1");
    }
}
