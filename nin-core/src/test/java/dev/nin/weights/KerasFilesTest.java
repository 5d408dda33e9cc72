// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.graph.Runs;
import dev.nin.graph.Specs;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.LayerNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.model.Prelu;
import dev.nin.model.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests files written by Keras. */
class KerasFilesTest {
    private static final Initializer ANY = new Initializer.HeNormal();
    private static final ModelSpec SPEC = Residual.spec(5);
    private static final ModelSpec RENAMED = Residual.spec("a", "b", "c", "d", "e", 5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "residual.h5, KERAS_HDF5",
        "whole.h5, KERAS_HDF5",
        "chunked.h5, KERAS_HDF5",
        "residual.weights.h5, KERAS_HDF5",
        "residual.keras, KERAS_ARCHIVE"
    })
    void everyFormatGivesTheSameWeights(String name, WeightsFormat format) throws IOException {
        Path renamed = Files.copy(file(name), folder.resolve("any.dat"));
        try (WeightsFile file = WeightsFile.open(renamed)) {
            assertThat(file.format()).isEqualTo(format);
            MatchedWeights matched = file.matching(SPEC);
            assertThat(matched.rule()).isEqualTo("by the names of the nodes");
            assertThat(matched.unused()).isEmpty();
            assertThat(matched.weights()).isEqualTo(Residual.numbered(SPEC));
            assertThat(file.read(SPEC)).isEqualTo(Residual.numbered(SPEC));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "residual.h5, by the order of the file",
        "unnamed.weights.h5, by the order of each kind of layer",
        "residual.keras, by the order of each kind of layer"
    })
    void theOrderTellsWhereNamesDoNot(String name, String rule) {
        try (WeightsFile file = WeightsFile.open(file(name))) {
            MatchedWeights matched = file.matching(RENAMED);
            assertThat(matched.rule()).isEqualTo(rule);
            assertThat(matched.weights()).isEqualTo(Residual.numbered(RENAMED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual.h5", "residual.weights.h5"})
    void namesOfLayersAreTaken(String name) {
        PyTorchNames names =
                new PyTorchNames(ImmutableMap.of("a", "conv1", "b", "bn1", "c", "conv2", "d", "shortcut", "e", "fc"));
        try (WeightsFile file = WeightsFile.open(file(name))) {
            assertThat(file.read(RENAMED, names)).isEqualTo(Residual.numbered(RENAMED));
        }
    }

    @Test
    void aNewHeadIsDrawn() {
        try (WeightsFile file = WeightsFile.open(file("residual.keras"))) {
            MatchedWeights matched = file.matching(Residual.spec(2), Set.of("fc"));
            assertThat(matched.summary())
                    .isEqualTo("8 parameters loaded by the names of the nodes, 2 drawn (fc/kernel, fc/bias), 2 tensors"
                            + " unused (layers/dense/vars/0, layers/dense/vars/1)");
            assertThatThrownBy(() -> file.matching(Residual.spec(2)))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage(
                            file("residual.keras") + ": \"layers/dense/vars/0\" has the shape [6, 5], expected [6, 2]"
                                    + " for fc/kernel; use the model that the file was written with");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds.h5", "kinds.keras"})
    void everyKindOfLayerIsRead(String name) {
        ModelSpec kinds = kinds();
        PyTorchNames names = PyTorchNames.inOrder(
                kinds,
                List.of(
                        "separable/depthwise",
                        "separable/pointwise",
                        "depthwise",
                        "transposed",
                        "slope",
                        "norm",
                        "groups",
                        "dense"));
        try (WeightsFile file = WeightsFile.open(file(name))) {
            Weights weights = file.read(kinds, names);
            int number = 0;
            for (String parameter : kinds.parameters().keySet()) {
                float[] values = Runs.floats(weights, parameter);
                float first = ++number;
                assertThat(values[0]).as(parameter).isEqualTo(first);
                assertThat(values[values.length - 1]).as(parameter).isEqualTo(first + (values.length - 1) / 8192f);
            }
        }
    }

    @Test
    void aBombIsRefusedByItsShape() {
        try (WeightsFile file = WeightsFile.open(file("bomb.h5"))) {
            assertThatThrownBy(() -> file.matching(SPEC))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage(file("bomb.h5") + ": \"conv1/conv1/kernel:0\" has the shape [524288, 524288], expected"
                            + " [3, 3, 3, 4] for conv1/kernel; use the model that the file was written with");
        }
    }

    @Test
    void aBombOfTheRightShapeIsNotUnpacked() {
        try (WeightsFile file = WeightsFile.open(file("bomb-chunk.h5"))) {
            assertThatThrownBy(() -> file.matching(SPEC, new PyTorchNames(ImmutableMap.of("conv1", "conv1"))))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage(file("bomb-chunk.h5")
                            + ": conv1/conv1/kernel:0 is compressed, which Keras never does, and was not"
                            + " unpacked; save the weights with Keras, or as safetensors");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual.h5", "residual.weights.h5", "residual.keras"})
    void aTruncatedFileIsRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        for (int length = 9; length < whole.length; length += 997) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> PyTorchWeights.read(cut, SPEC))
                    .as("%d bytes", length)
                    .isInstanceOf(UserInputException.class)
                    .hasMessageContaining("cut.h5");
        }
    }

    private static ModelSpec kinds() {
        Size one = Size.square(1);
        return Specs.chain(
                "kinds",
                new Input(6, 6, 3, Input.Pixels.FLOAT32),
                new DepthwiseConv2d(1, Size.square(3), one, Padding.of(1), false, ANY, ANY),
                new Conv2d(5, one, one, Padding.of(0), one, 1, true, ANY, ANY),
                new DepthwiseConv2d(2, Size.square(3), one, Padding.of(1), true, ANY, ANY),
                new ConvTranspose2d(4, Size.square(2), Size.square(2), Padding.of(0), true, ANY, ANY),
                new Prelu(0.25f),
                new LayerNorm(1e-3f),
                new GroupNorm(2, 1e-3f),
                new GlobalAvgPool2d(),
                new Flatten(),
                new Dense(2, ANY, ANY));
    }

    private static Path file(String name) {
        return Residual.file("keras/" + name);
    }
}
