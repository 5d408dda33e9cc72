// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.testing.GoldenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of all that is known of a model's nodes. */
class ModelSummaryTest {
    @Test
    @Tag("golden")
    void printsBranchesAsBefore() throws IOException {
        GoldenFile.assertSame("network-wide.txt", Examples.network().summary(32).toString());
    }

    @Test
    @Tag("golden")
    void printsEveryLayerAsBefore() throws IOException {
        GoldenFile.assertSame(
                "every-layer-wide.txt", Examples.everything().summary(1).toString());
        GoldenFile.assertSame(
                "later-layers-wide.txt", Examples.laterLayers().summary(1).toString());
    }

    @Test
    void totalsAreThoseOfTheShortForm() {
        ModelSpec spec = Examples.everything();
        ModelSummary wide = spec.summary(8);
        assertThat(wide.parameters()).isEqualTo(TorchSummary.of(spec).parameters());
        assertThat(wide.trainable()).isEqualTo(TorchSummary.of(spec).trainable());
        assertThat(wide.multiplyAdds()).isEqualTo(TorchSummary.of(spec).multiplyAdds());
        // Of 8 images, 4 bytes a value.
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
        assertThat(new ModelSpec("many", nodes, List.of("sum")).summary(1).toString())
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
        assertThat(spec.summary(Integer.MAX_VALUE).bytes()).isEqualTo(2e9 * 4 * Integer.MAX_VALUE);
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThatThrownBy(() -> Examples.network().summary(0))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the batch is 0, expected at least 1");
    }
}
