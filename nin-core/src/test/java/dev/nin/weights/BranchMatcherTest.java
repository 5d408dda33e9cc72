// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.graph.Specs;
import dev.nin.model.Add;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the matching of modules in a file sorted by name to the layers of a model with branches, and leftover modules.
 */
class BranchMatcherTest {
    /** A sequence of convolutions, all of one shape, with a shortcut around the second. */
    private static final ModelSpec SHORTCUT = new ModelSpec(
            "shortcut",
            List.of(
                    new Node("images", Specs.images(6), List.of()),
                    new Node("first", Specs.conv(1, 1, 1, 0), List.of("images")),
                    new Node("second", Specs.conv(1, 1, 1, 0), List.of("first")),
                    new Node("sum", new Add(), List.of("first", "second"))),
            List.of("sum"));
    /** Two parallel convolutions of the same shape. */
    private static final ModelSpec TWINS = new ModelSpec(
            "twins",
            List.of(
                    new Node("images", Specs.images(6), List.of()),
                    new Node("left", Specs.conv(1, 1, 1, 0), List.of("images")),
                    new Node("right", Specs.conv(1, 1, 1, 0), List.of("images")),
                    new Node("sum", new Add(), List.of("left", "right"))),
            List.of("sum"));

    @TempDir
    private Path folder;

    @Test
    void numbersGoAlongTheEdges() throws IOException {
        Path file = write(Map.of("net.10", 1, "net.9", 1));
        assertThat(WeightsFile.names(file, SHORTCUT).modules()).isEqualTo(Map.of("first", "net.9", "second", "net.10"));
    }

    @Test
    void wordsOfOneShapeAreRefusedByBothNames() throws IOException {
        Path file = write(Map.of("a", 1, "b", 1));
        for (ModelSpec spec : List.of(SHORTCUT, TWINS)) {
            assertThatThrownBy(() -> WeightsFile.names(file, spec))
                    .isInstanceOf(UserInputException.class)
                    .hasMessageMatching(
                            ".*: \"[ab]\" and \"[ab]\" both fit (first|left), and their names do not show which comes"
                                    + " first; number the modules or name them like the nodes");
        }
    }

    @Test
    void numbersSayNothingOfBranchesBesideEachOther() throws IOException {
        Path file = write(Map.of("net.1", 1, "net.2", 1));
        assertThatThrownBy(() -> WeightsFile.names(file, TWINS))
                .isInstanceOf(UserInputException.class)
                .hasMessageContaining(" both fit left");
    }

    @Test
    void aModuleTooManyIsNamed() throws IOException {
        Path file = write(Map.of("net.1", 1, "net.2", 1, "net.3", 3));
        assertThatThrownBy(() -> WeightsFile.names(file, SHORTCUT))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        file + ": \"net.3.weight\" of shape [1, 1, 3, 3] is left over: no layer of the model uses it;"
                                + " use the model that the file was written with");
    }

    @Test
    void noHeadHasALargeKernel() throws IOException {
        PyTorchNames names = new PyTorchNames(Map.of("first", "body"));
        try (WeightsFile file = WeightsFile.open(write(Map.of("body", 1, "head", 1)))) {
            assertThat(file.matching(SHORTCUT, names, Set.of("second")).unused())
                    .hasSize(2);
        }
        Path other = write(Map.of("body", 1, "rest", 3));
        try (WeightsFile file = WeightsFile.open(other)) {
            assertThat(file.matching(SHORTCUT, names).unused()).hasSize(2);
            assertThatThrownBy(() -> file.matching(SHORTCUT, names, Set.of("second")))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage(other
                            + ": \"rest.weight\" of shape [1, 1, 3, 3] is left over: no layer of the model"
                            + " uses it; use the model that the file was written with");
        }
    }

    /** torchvision also renames these when it loads its DenseNets. */
    @Test
    void theOldNamesOfDenseNetAreThoseOfNow() throws IOException {
        PyTorchNames names = new PyTorchNames(Map.of("first", "denselayer1.conv1", "second", "denselayer1.conv2"));
        try (WeightsFile file = WeightsFile.open(write(Map.of("denselayer1.conv.1", 1, "denselayer1.conv.2", 1)))) {
            assertThat(file.read(SHORTCUT, names).names()).hasSize(4);
        }
    }

    /** Convolutions with one channel, each by name with its kernel size. */
    private Path write(Map<String, Integer> modules) throws IOException {
        Weights.Builder weights = Weights.builder();
        modules.forEach((name, size) -> weights.put(name + ".weight", List.of(1, 1, size, size), new float[size * size])
                .put(name + ".bias", List.of(1), new float[1]));
        Path file = folder.resolve("net-" + modules.hashCode());
        Safetensors.write(file, weights.build());
        return file;
    }
}
