// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import dev.nin.UserInputException;
import dev.nin.graph.LayerGrid;
import dev.nin.graph.Runs;
import dev.nin.graph.Specs;
import dev.nin.model.Activation;
import dev.nin.model.BatchNorm;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Custom;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.Prelu;
import dev.nin.model.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests reading weights from files of the Python package safetensors, and writing such files. */
class PyTorchWeightsTest {
    private static final Initializer ANY = new Initializer.HeNormal();
    private static final Activation RELU = new Activation(Activation.Function.RELU);
    private static final Path NOTEBOOK = file("notebook");
    private static final ModelSpec NIN = nin();
    private static final ModelSpec KINDS = kinds();
    private static final ModelSpec DENSE =
            Specs.chain("dense", new Input(1, 1, 2, Input.Pixels.FLOAT32), new Flatten(), new Dense(3, ANY, ANY));

    @TempDir
    private Path folder;

    @Test
    void theNotebooksNetworkIsRead() {
        Weights weights = PyTorchWeights.read(NOTEBOOK, NIN);
        assertThat(weights.names()).containsExactlyElementsOf(NIN.parameters().keySet());
        // The arrays are numbered from 1: kernel and bias of each of 12 convolutions.
        int number = 1;
        for (String name : weights.names()) {
            assertThat(weights.values(name).get(0)).as(name).isEqualTo(number++);
        }
    }

    @Test
    void itsNamesAreFoundAndWrittenAgainByteForByte() throws IOException {
        PyTorchNames names = WeightsFile.names(NOTEBOOK, NIN);
        assertThat(names.modules().values())
                .containsExactly(
                        "backbone.0.0",
                        "backbone.0.2",
                        "backbone.0.4",
                        "backbone.2.0",
                        "backbone.2.2",
                        "backbone.2.4",
                        "backbone.4.0",
                        "backbone.4.2",
                        "backbone.4.4",
                        "backbone.7.0",
                        "backbone.7.2",
                        "backbone.7.4");
        Path written = folder.resolve("again.safetensors");
        PyTorchWeights.write(written, NIN, PyTorchWeights.read(NOTEBOOK, NIN), names);
        assertThat(written).hasSameBinaryContentAs(NOTEBOOK);
    }

    @Test
    void everyKindOfLayerIsWrittenAgainByteForByte() {
        Path written = folder.resolve("again.safetensors");
        PyTorchWeights.write(written, KINDS, PyTorchWeights.read(file("kinds"), KINDS), PyTorchNames.of(KINDS));
        assertThat(written).hasSameBinaryContentAs(file("kinds"));
    }

    @Test
    void countersOfBatchesArePassedOver() {
        assertThat(PyTorchWeights.read(file("counted"), KINDS)).isEqualTo(PyTorchWeights.read(file("kinds"), KINDS));
    }

    @Test
    void aConvolutionsKernelIsTurned() {
        Weights weights = PyTorchWeights.read(file("kinds"), KINDS);
        float[] kernel = Runs.floats(weights, "conv2d_1/kernel");
        int[] there = {4, 3, 3, 3};
        for (int h = 0; h < 3; h++) {
            for (int w = 0; w < 3; w++) {
                for (int in = 0; in < 3; in++) {
                    for (int out = 0; out < 4; out++) {
                        assertThat(kernel[((h * 3 + w) * 3 + in) * 4 + out]).isEqualTo(value(1, there, out, in, h, w));
                    }
                }
            }
        }
    }

    @Test
    void aDepthwiseKernelIsTurned() {
        float[] kernel = Runs.floats(PyTorchWeights.read(file("kinds"), KINDS), "depthwise_conv2d_4/kernel");
        for (int h = 0; h < 3; h++) {
            for (int w = 0; w < 3; w++) {
                for (int channel = 0; channel < 4; channel++) {
                    for (int multiple = 0; multiple < 2; multiple++) {
                        assertThat(kernel[((h * 3 + w) * 4 + channel) * 2 + multiple])
                                .isEqualTo(value(6, new int[] {8, 1, 3, 3}, channel * 2 + multiple, 0, h, w));
                    }
                }
            }
        }
    }

    @Test
    void aTransposedKernelIsTurned() {
        float[] kernel = Runs.floats(PyTorchWeights.read(file("kinds"), KINDS), "conv_transpose2d_6/kernel");
        for (int h = 0; h < 2; h++) {
            for (int w = 0; w < 2; w++) {
                for (int out = 0; out < 5; out++) {
                    for (int in = 0; in < 6; in++) {
                        assertThat(kernel[((h * 2 + w) * 5 + out) * 6 + in])
                                .isEqualTo(value(10, new int[] {6, 5, 2, 2}, in, out, h, w));
                    }
                }
            }
        }
    }

    /** The map is 8×6×5 when it is flattened. */
    @Test
    void allBehindAFlattenedMapIsInAnotherOrder() {
        Weights weights = PyTorchWeights.read(file("kinds"), KINDS);
        float[] mean = Runs.floats(weights, "batch_norm_10/moving_mean");
        float[] kernel = Runs.floats(weights, "dense_12/kernel");
        for (int h = 0; h < 8; h++) {
            for (int w = 0; w < 6; w++) {
                for (int channel = 0; channel < 5; channel++) {
                    int here = (h * 6 + w) * 5 + channel;
                    int there = (channel * 8 + h) * 6 + w;
                    assertThat(mean[here]).isEqualTo(value(14, new int[] {240}, there));
                    for (int out = 0; out < 7; out++) {
                        assertThat(kernel[here * 7 + out]).isEqualTo(value(16, new int[] {7, 240}, out, there));
                    }
                }
            }
        }
    }

    @Test
    void theNextDenseLayerIsInTheUsualOrder() {
        float[] kernel = Runs.floats(PyTorchWeights.read(file("kinds"), KINDS), "dense_14/kernel");
        for (int in = 0; in < 7; in++) {
            for (int out = 0; out < 3; out++) {
                assertThat(kernel[in * 3 + out]).isEqualTo(value(18, new int[] {3, 7}, out, in));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f64", "f16", "bf16"})
    void otherTypesOfNumbersAreRead(String type) {
        Weights weights = PyTorchWeights.read(file(type), DENSE, new PyTorchNames(Map.of("dense_2", "0")));
        assertThat(Runs.floats(weights, "dense_2/kernel")).containsExactly(0.5f, 3, -0f, -1.25f, 0.0078125f, 96);
        assertThat(Runs.floats(weights, "dense_2/bias")).containsExactly(1, -2, 0.15625f);
    }

    /** A new kind of layer with parameters needs a layout, and then an entry here. */
    @Test
    void theLayersThatLearnAreKnown() {
        assertThat(LayerGrid.fitting().stream()
                        .filter(each -> !each.layer().parameters(each.inputs()).isEmpty())
                        .<Class<?>>map(each -> each.layer().getClass())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        Conv2d.class,
                        DepthwiseConv2d.class,
                        ConvTranspose2d.class,
                        Dense.class,
                        BatchNorm.class,
                        LayerNorm.class,
                        Prelu.class,
                        GroupNorm.class,
                        Custom.class);
    }

    @Test
    void numbersAreThoseOfNnSequential() {
        assertThat(PyTorchNames.sequential(KINDS, "net.").modules().values())
                .containsExactly("net.0", "net.1", "net.3", "net.4", "net.5", "net.9", "net.11", "net.13");
        ModelSpec prepared = Specs.chain(
                "prepared",
                Specs.images(6),
                new Normalize(List.of(0.5f), List.of(0.25f)),
                Specs.conv(3, 3, 1, 0),
                RELU,
                Specs.conv(3, 1, 1, 0));
        assertThat(PyTorchNames.of(prepared).modules())
                .containsExactly(Map.entry("conv2d_2", "0"), Map.entry("conv2d_4", "2"));
    }

    @Test
    void ownNamesMeanTheOwnLayout() throws IOException {
        Weights weights = PyTorchWeights.read(file("kinds"), KINDS);
        Path own = folder.resolve("own.safetensors");
        Safetensors.write(own, weights);
        assertThat(PyTorchWeights.read(own, KINDS)).isEqualTo(weights);
    }

    @Test
    void nothingIsWrittenOverOrLeftBehind() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "kept");
        Weights weights = PyTorchWeights.read(NOTEBOOK, NIN);
        assertThatThrownBy(() -> PyTorchWeights.write(there, NIN, weights, PyTorchNames.of(NIN)))
                .isInstanceOf(UserInputException.class)
                .hasMessage(there + " exists already; name a new file");
        Path nowhere = folder.resolve("no").resolve("file");
        assertThatThrownBy(() -> PyTorchWeights.write(nowhere, NIN, weights, PyTorchNames.of(NIN)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("weights " + nowhere + " cannot be written (no such file); make room or name another file");
        assertThat(there).hasContent("kept");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(there);
        }
    }

    static Path file(String name) {
        return Path.of(URI.create(
                Resources.getResource("safetensors/" + name + ".safetensors").toString()));
    }

    /** The value that the script wrote at an index of the array of that number. */
    private static float value(int number, int[] shape, int... place) {
        int flat = 0;
        for (int i = 0; i < shape.length; i++) {
            flat = flat * shape[i] + place[i];
        }
        return number + flat / 8192f;
    }

    private static ModelSpec nin() {
        List<Layer> layers = new ArrayList<>(List.of(Specs.images(67)));
        block(layers, Specs.conv(2, 11, 4, 0));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        block(layers, Specs.conv(3, 5, 1, 2));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        block(layers, Specs.conv(4, 3, 1, 1));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        layers.add(new Dropout(0.5f));
        block(layers, Specs.conv(10, 3, 1, 1));
        layers.addAll(List.of(new GlobalAvgPool2d(), new Flatten()));
        return Specs.chain("nin", layers.toArray(Layer[]::new));
    }

    private static void block(List<Layer> layers, Conv2d first) {
        Conv2d pointwise = Specs.conv(first.filters(), 1, 1, 0);
        layers.addAll(List.of(first, RELU, pointwise, RELU, pointwise, RELU));
    }

    /** The network of the script's kinds(). */
    private static ModelSpec kinds() {
        Size one = Size.square(1);
        return Specs.chain(
                "kinds",
                new Input(6, 5, 3, Input.Pixels.FLOAT32),
                Specs.conv(4, 3, 1, 0).withoutBias(),
                new BatchNorm(0.9f, 1e-5f),
                RELU,
                new DepthwiseConv2d(2, Size.square(3), one, Padding.of(1), true, ANY, ANY),
                new Conv2d(6, one, one, Padding.of(0), one, 2, true, ANY, ANY),
                new ConvTranspose2d(5, Size.square(2), Size.square(2), Padding.of(0), true, ANY, ANY),
                RELU,
                new Flatten(),
                new Dropout(0.5f),
                new BatchNorm(0.9f, 1e-5f),
                RELU,
                new Dense(7, ANY, ANY),
                RELU,
                new Dense(3, ANY, ANY));
    }
}
