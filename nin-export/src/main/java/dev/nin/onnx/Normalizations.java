// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.BatchNorm;
import dev.nin.model.GroupNorm;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.Normalize;
import dev.nin.onnx.format.Attribute;
import java.util.Arrays;
import java.util.List;

/** Adds normalizations. */
final class Normalizations {
    private static final String EPSILON = "epsilon";

    private Normalizations() {}

    static String add(LayerContext context, Normalize layer) {
        float[] mean = new float[layer.mean().size()];
        float[] factor = new float[mean.length];
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = layer.mean().get(channel);
            factor[channel] = 1 / layer.deviation().get(channel);
        }
        Scope scope = context.scope();
        String centred = scope.add("Sub", List.of(context.input(), scope.perChannel("mean", true, mean)));
        return scope.add("Mul", List.of(centred, scope.perChannel("factor", true, factor)));
    }

    static String add(LayerContext context, BatchNorm layer) {
        return context.scope()
                .add(
                        "BatchNormalization",
                        List.of(
                                context.input(),
                                context.vector("gamma"),
                                context.vector("beta"),
                                context.vector("moving_mean"),
                                context.vector("moving_variance")),
                        Attribute.of(EPSILON, layer.epsilon()));
    }

    static String add(LayerContext context, LayerNorm layer) {
        Scope scope = context.scope();
        boolean isMap = context.shape().isMap();
        String normalized = scope.add(
                "LayerNormalization",
                List.of(
                        isMap ? scope.channelsLast(context.input()) : context.input(),
                        context.vector("gamma"),
                        context.vector("beta")),
                Attribute.of("axis", -1L),
                Attribute.of(EPSILON, layer.epsilon()));
        return isMap ? scope.channelsFirst(normalized) : normalized;
    }

    /** Adds a group normalization: that of each group as one channel, then the channels' own factors. */
    static String add(LayerContext context, GroupNorm layer) {
        Scope scope = context.scope();
        float[] ones = new float[layer.groups()];
        Arrays.fill(ones, 1);
        String groups = scope.add("Reshape", List.of(context.input(), scope.integers("groups", 0, layer.groups(), -1)));
        String normalized = scope.add(
                "InstanceNormalization",
                List.of(
                        groups,
                        scope.perChannel("ones", false, ones),
                        scope.perChannel("zeros", false, new float[layer.groups()])),
                Attribute.of(EPSILON, layer.epsilon()));
        String whole = scope.add(
                "Reshape",
                List.of(
                        normalized,
                        scope.integers(
                                "whole",
                                0,
                                context.shape().channels(),
                                context.shape().height(),
                                context.shape().width())));
        String scaled = scope.add("Mul", List.of(whole, context.perChannel("gamma")));
        return scope.add("Add", List.of(scaled, context.perChannel("beta")));
    }

    /** Adds local response normalization, whose alpha is divided by the number of neighbours in ONNX. */
    static String add(LayerContext context, LocalResponseNorm layer) {
        long size = 2L * layer.radius() + 1;
        return context.scope()
                .add(
                        "LRN",
                        List.of(context.input()),
                        Attribute.of("size", size),
                        Attribute.of("alpha", layer.alpha() * size),
                        Attribute.of("beta", layer.beta()),
                        Attribute.of("bias", layer.bias()));
    }
}
