// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Features;
import dev.nin.dsl.Nin;
import dev.nin.model.Interpolation;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that are no squares, padding of one side, and the layers that came later, against PyTorch's. */
class PyTorchLaterLayersTest {
    private static final PyTorchFile FILE = PyTorchFile.read("later-layers");
    private static final FeatureMap IN = Nin.floatImage(7, 9, 6);
    private static final Size ONE = Size.square(1);
    private static final Padding BEHIND = Padding.of(0, 1, 0, 1);

    private static final Map<String, Features<?>> CASES = new TreeMap<>(Map.ofEntries(
            Map.entry("conv2d-wide", IN.conv2d(5, new Size(1, 5), ONE, Padding.of(0, 0, 2, 2))),
            Map.entry("conv2d-tall-stride", IN.conv2d(5, new Size(3, 2), new Size(2, 1), Padding.of(1, 1, 0, 0))),
            Map.entry("conv2d-one-sided", IN.conv2d(5, 3, 2, Padding.of(0, 1, 2, 0))),
            Map.entry(
                    "conv2d-all",
                    IN.conv2d(4, new Size(3, 2), new Size(1, 2), Padding.of(1, 1, 2, 2), new Size(2, 3), 2)),
            Map.entry("grouped-conv2d-one-sided", IN.groupedConv2d(4, 3, 2, BEHIND, 2)),
            Map.entry(
                    "depthwise-conv2d-tall",
                    IN.depthwiseConv2d(new Size(3, 1), new Size(2, 1), Padding.of(1, 1, 0, 0))),
            Map.entry("depthwise-conv2d-one-sided", IN.depthwiseConv2d(3, 2, BEHIND)),
            Map.entry("conv-transpose2d-wide", IN.convTranspose2d(5, new Size(3, 4), new Size(1, 2), Padding.of(1))),
            Map.entry("max-pool-wide", IN.maxPool(new Size(1, 3), new Size(1, 2), Padding.of(0, 0, 1, 1))),
            Map.entry("avg-pool-tall", IN.avgPool(new Size(3, 2), new Size(2, 1), Padding.of(1))),
            Map.entry("avg-pool-one-sided", IN.avgPool(2, 2, BEHIND)),
            Map.entry("relu6-steep", IN.scale(8, 0).relu6()),
            Map.entry("hard-swish", IN.scale(3, 0).hardSwish()),
            Map.entry("prelu", IN.prelu()),
            Map.entry("group-norm", IN.groupNorm(3)),
            Map.entry("group-norm-whole", IN.groupNorm(1, 0.1)),
            Map.entry("group-norm-each", IN.groupNorm(6)),
            Map.entry("pixel-shuffle", Nin.concat(IN, IN.scale(2, 0)).pixelShuffle(2)),
            Map.entry("up-sampling-bilinear-3", IN.upSampling(3, Interpolation.BILINEAR))));

    @Test
    void everyLayerThatPyTorchComputedIsCompared() {
        assertThat(CASES).containsOnlyKeys(PyTorchLayersTest.computed(FILE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputIsPyTorchs(String name) {
        PyTorchLayersTest.check(FILE, name, spec(name));
    }

    static ModelSpec spec(String name) {
        return Objects.requireNonNull(CASES.get(name)).build("case");
    }

    static Set<String> cases() {
        return CASES.keySet();
    }
}
