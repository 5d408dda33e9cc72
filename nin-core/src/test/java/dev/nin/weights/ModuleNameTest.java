// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the order of modules that their names imply, and names without an order. */
class ModuleNameTest {
    @ParameterizedTest
    @CsvSource({
        "2, 10",
        "backbone.0.2, backbone.0.10",
        "backbone.2.4, backbone.10.0",
        "backbone.0.0, backbone.9",
        "conv1, conv2",
        "conv9, conv10",
        "layer1.1.bn2, layer2.0.conv1",
        "stage1_unit9, stage1_unit10",
        "head, head.0",
        "9, 99999999999999999999999"
    })
    void numbersOrder(String first, String second) {
        assertThat(ModuleName.of(first).isBefore(ModuleName.of(second))).isTrue();
        assertThat(ModuleName.of(second).isBefore(ModuleName.of(first))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"features.0, classifier.0", "conv1, fc2", "layer1.0.conv1, layer1.0.bn1", "a, a", "7, 07", "1, '#'"})
    void wordsDoNot(String one, String other) {
        assertThat(ModuleName.of(one).isBefore(ModuleName.of(other))).isFalse();
        assertThat(ModuleName.of(other).isBefore(ModuleName.of(one))).isFalse();
    }
}
