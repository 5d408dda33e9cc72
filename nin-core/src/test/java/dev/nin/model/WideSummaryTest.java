// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.testing.GoldenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for the wide summary of a model's nodes. */
class WideSummaryTest {
    @Test
    void printsBranchesAsBefore() throws IOException {
        GoldenFile.assertSame(
                "network-wide.txt", Examples.network().wideSummary(32).toString());
    }

    @Test
    void printsEveryLayerAsBefore() throws IOException {
        GoldenFile.assertSame(
                "every-layer-wide.txt", Examples.everything().wideSummary(1).toString());
        GoldenFile.assertSame(
                "later-layers-wide.txt", Examples.laterLayers().wideSummary(1).toString());
    }

    @Test
    void totalsAreThoseOfTheShortForm() {
        ModelSpec spec = Examples.everything();
        WideSummary wide = spec.wideSummary(8);
        assertThat(wide.parameters()).isEqualTo(spec.summary().parameters());
        assertThat(wide.trainable()).isEqualTo(spec.summary().trainable());
        assertThat(wide.multiplyAdds()).isEqualTo(spec.summary().multiplyAdds());
        // For 8 images with 4 bytes per value.
        long values = spec.shapes().values().stream().mapToLong(Shape::size).sum();
        assertThat(wide.bytes()).isEqualTo(8.0 * 4 * values);
    }

    @Test
    void whatANodeReadsIsBrokenIntoLines() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("images", new Input(2, 2, 1, Input.Pixels.UINT8), List.of()));
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            read.add("activation" + i);
            nodes.add(new Node("activation" + i, new Activation(Activation.Function.RELU), List.of("images")));
        }
        nodes.add(new Node("sum", new Add(), read));
        assertThat(new ModelSpec("many", nodes, List.of("sum")).wideSummary(1).toString())
                .contains("""
                        sum          add(...)        activation0, activation1,  2×2×1        0              0    1×1          0.00
                                                     activation2, activation3,
                                                     activation4, activation5,
                                                     activation6, activation7,
                                                     activation8
                        """);
    }

    @Test
    void aHugeBatchIsCounted() {
        Node images = new Node("images", new Input(40_000, 50_000, 1, Input.Pixels.UINT8), List.of());
        ModelSpec spec = new ModelSpec("huge", List.of(images), List.of("images"));
        assertThat(spec.wideSummary(Integer.MAX_VALUE).bytes()).isEqualTo(2e9 * 4 * Integer.MAX_VALUE);
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThatThrownBy(() -> Examples.network().wideSummary(0))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the batch is 0, expected at least 1");
    }
}
