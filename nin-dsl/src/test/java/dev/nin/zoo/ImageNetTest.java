// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageNetTest {
    @Test
    void namesAThousandClassesInTheOrderOfTheirIdentifiers() {
        assertThat(ImageNet.labels())
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .startsWith("tench", "goldfish")
                .endsWith("toilet tissue");
        assertThat(ImageNet.identifiers())
                .hasSize(1000)
                .isSorted()
                .startsWith("n01440764")
                .allMatch(identifier -> identifier.matches("n\\d{8}"));
    }
}
