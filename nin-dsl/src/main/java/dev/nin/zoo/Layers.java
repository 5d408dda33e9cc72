// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.Activation.Function;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.weights.PyTorchNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates a network's layers with the names of its published weights, and records their names in timm and the end of
 * each stage. For one network; not thread-safe.
 */
final class Layers {
    private final Convention convention;
    /** Timm's name of each layer with parameters, by its name in this library. */
    private final Map<String, String> timm = new LinkedHashMap<>();
    /** The last node of each stage by the stage's name, starting at the image. */
    private final Map<String, String> stages = new LinkedHashMap<>();

    Layers(Convention convention) {
        this.convention = convention;
    }

    /** Returns the names of those layers of a model that have parameters and published weights. */
    PyTorchNames names(ModelSpec model, boolean isInTimm) {
        Set<String> nodes = new HashSet<>(model.shapes().keySet());
        Map<String, String> names = new LinkedHashMap<>();
        timm.forEach((node, inTimm) -> {
            if (nodes.contains(node)) {
                names.put(node, isInTimm ? inTimm : node);
            }
        });
        return new PyTorchNames(names);
    }

    /** Returns the nodes of a model by their stages; those after the last stage form the stage head. */
    Map<String, List<String>> stages(ModelSpec model) {
        Map<String, String> ends = new HashMap<>();
        stages.forEach((stage, node) -> ends.put(node, stage));
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (Node node : model.nodes()) {
            open.add(node.name());
            String stage = ends.get(node.name());
            if (stage != null) {
                nodes.put(stage, List.copyOf(open));
                open.clear();
            }
        }
        nodes.put("head", List.copyOf(open));
        return nodes;
    }

    /** Records a layer with parameters. */
    String learns(String name, String inTimm) {
        timm.put(name, inTimm);
        return name;
    }

    /** Returns the padding of a window that the convention uses. */
    Padding padding(int window) {
        return convention.same() ? Padding.same() : Padding.of(window / 2);
    }

    /** Adds a convolution without a bias. */
    FeatureMap conv(FeatureMap in, int filters, int kernel, int stride, String name, String inTimm) {
        return in.conv2d(filters, kernel, stride, padding(kernel)).withoutBias().named(learns(name, inTimm));
    }

    /** Adds a convolution with a bias. */
    FeatureMap biased(FeatureMap in, int filters, int kernel, int stride, String name, String inTimm) {
        return in.conv2d(filters, kernel, stride, padding(kernel)).named(learns(name, inTimm));
    }

    /** Adds a depthwise convolution without a bias. */
    FeatureMap depthwise(FeatureMap in, int kernel, int stride, String name, String inTimm) {
        return in.depthwiseConv2d(kernel, stride, padding(kernel)).withoutBias().named(learns(name, inTimm));
    }

    FeatureMap norm(FeatureMap in, String name, String inTimm) {
        return in.batchNorm(convention.momentum(), convention.epsilon()).named(learns(name, inTimm));
    }

    /** Adds a squeeze-and-excitation: channels are weighted by factors computed from all channels (Hu et al. 2018). */
    FeatureMap weighted(FeatureMap in, int squeezed, Function inner, boolean isHard, String[] names, String[] inTimm) {
        FeatureMap mean = in.squeeze();
        FeatureMap small = biased(mean, squeezed, 1, 1, names[0], inTimm[0]).activation(inner);
        FeatureMap all = biased(small, in.shape().channels(), 1, 1, names[1], inTimm[1]);
        FeatureMap factors = isHard ? all.scale(1, 3).relu6().scale(1 / 6.0, 0) : all.sigmoid();
        return Nin.multiply(in, factors);
    }

    /** Ends a stage at a layer without parameters, which gets the stage's name. */
    FeatureMap stage(String name, FeatureMap last) {
        stages.put(name, name);
        return last.named(name);
    }

    /** Ends a stage at a layer that already has a name. */
    FeatureMap stage(String name, FeatureMap last, String node) {
        stages.put(name, node);
        return last;
    }

    /** Adds a head: global average pooling, dropout if the rate is above 0, and a dense layer. */
    FeatureVector pooled(FeatureMap top, double dropout, int classes, String name, String inTimm) {
        FeatureVector vector = top.globalAvgPool();
        return (dropout > 0 ? vector.dropout(dropout) : vector).dense(classes).named(learns(name, inTimm));
    }
}
