// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's own files, read as users read them, give the weights whose logits the other tests compare. */
class PyTorchNamesTest {
    private static final FeatureMap IN = Nin.floatImage(7, 9, 6);

    @Test
    void aNetworkOfManyLayersIsReadByTheNodesNames() {
        ModelSpec spec = PyTorchCifarTest.SPEC;
        assertThat(PyTorchWeights.read(PyTorchFile.path("cifar"), spec, PyTorchNames.nodes(spec)))
                .isEqualTo(PyTorchFile.read("cifar").parameters(spec));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d",
                "conv2d-grouped",
                "depthwise-conv2d",
                "depthwise-conv2d-multiplied",
                "conv-transpose2d",
                "dense",
                "batch-norm",
                "layer-norm"
            })
    void singleLayersAreReadByNamesThatAreGiven(String name) {
        readByGivenNames("layers", name, PyTorchLayersTest.spec(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv2d-all", "depthwise-conv2d-tall", "conv-transpose2d-wide", "prelu", "group-norm"})
    void soAreTheLaterOnes(String name) {
        readByGivenNames("later-layers", name, PyTorchLaterLayersTest.spec(name));
    }

    private static void readByGivenNames(String file, String name, ModelSpec spec) {
        Map<String, String> modules = new LinkedHashMap<>();
        PyTorchNames.nodes(spec).modules().forEach((node, module) -> modules.put(node, name + "/" + module));
        assertThat(PyTorchWeights.read(PyTorchFile.path(file), spec, new PyTorchNames(modules)))
                .isEqualTo(PyTorchFile.read(file).parameters(spec, name + "/", parameter -> true));
    }

    @Test
    void numbersAreThoseOfNnSequential() {
        assertThat(PyTorchNames.of(Zoo.nin(224, 1, 10)).modules().values())
                .containsExactly("0", "2", "4", "7", "9", "11", "14", "16", "18", "22", "24", "26");
        // AdaptiveAvgPool2d and Flatten are two modules.
        ModelSpec pooled = IN.conv2d(4, 3).relu().globalAvgPool().dense(3).build("pooled");
        assertThat(PyTorchNames.of(pooled).modules().values()).containsExactly("0", "4");
    }
}
