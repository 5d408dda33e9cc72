// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.testing.GoldenFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests for a model as Graphviz DOT text. */
class DotTextTest {
    @Test
    @Tag("golden")
    void writesTheModelAsBefore() throws IOException {
        GoldenFile.assertSame("network.dot", Examples.network().toDot());
    }

    @Test
    void escapesQuotes() {
        Node images = new Node("images", new Input(2, 2, 1, Input.Pixels.UINT8), List.of());
        Node own = new Node("own", new Custom("gem", Examples.SAME), List.of("images"));
        assertThat(new ModelSpec("m", List.of(images, own), List.of("own")).toDot())
                .contains("\"own\" [label=\"own\\ncustom(\\\"gem\\\", ...)\\n2×2×1\", penwidth=2];\n");
    }
}
