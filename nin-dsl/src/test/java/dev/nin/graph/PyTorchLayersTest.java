// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Features;
import dev.nin.dsl.Nin;
import dev.nin.model.Activation.Function;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import dev.nin.model.UpSampling2d;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat32;

/** Layers by themselves, as the DSL makes them, against PyTorch's. */
class PyTorchLayersTest {
    private static final PyTorchFile FILE = PyTorchFile.read("layers");
    private static final String OUTPUT = "/output";
    private static final FeatureMap IN = Nin.floatImage(7, 9, 6);
    private static final Map<String, ModelSpec> CASES = new TreeMap<>(Map.ofEntries(
            made("conv2d", IN.conv2d(5, 3, 2, 1)),
            made("conv2d-same", IN.conv2d(5, 4, 1, Padding.same())),
            made("conv2d-dilated", IN.dilatedConv2d(5, 3, 2)),
            made("conv2d-dilated-even", IN.dilatedConv2d(5, 2, 3)),
            made("conv2d-grouped", IN.groupedConv2d(4, 3, 2, 1, 2)),
            made("depthwise-conv2d", IN.depthwiseConv2d(3, 2, 1)),
            made("depthwise-conv2d-multiplied", depthwise(2, 3)),
            made("conv-transpose2d", IN.convTranspose2d(5, 3, 3, 0)),
            made("conv-transpose2d-padded", IN.convTranspose2d(5, 4, 2, 1)),
            made("dense", IN.flatten().dense(5)),
            made("batch-norm", IN.batchNorm()),
            made("layer-norm", IN.layerNorm()),
            made("local-response-norm", IN.scale(60, 0).localResponseNorm()),
            made("max-pool", IN.maxPool(3, 2)),
            made("max-pool-padded", IN.maxPool(3, 2, Padding.of(1))),
            made("avg-pool", IN.avgPool(3, 2)),
            made("avg-pool-padded", IN.avgPool(3, 2, Padding.of(1))),
            made("avg-pool-same", IN.avgPool(3, 1, Padding.same())),
            made("global-max-pool", IN.globalMaxPool()),
            made("global-avg-pool", IN.globalAvgPool()),
            made("relu", IN.relu()),
            made("relu6", IN.scale(5, 0).activation(Function.RELU6)),
            made("leaky-relu", IN.leakyRelu()),
            made("elu", IN.elu()),
            made("selu", IN.activation(Function.SELU)),
            made("gelu", IN.gelu()),
            made("swish", IN.swish()),
            made("softplus", IN.activation(Function.SOFTPLUS)),
            made("softsign", IN.activation(Function.SOFTSIGN)),
            made("sigmoid", IN.sigmoid()),
            made("tanh", IN.tanh()),
            made("softmax", IN.softmax()),
            made("zero-padding", IN.zeroPadding(2)),
            made("up-sampling", IN.upSampling(2)),
            made("up-sampling-bilinear", new UpSampling2d(Size.square(2), Interpolation.BILINEAR)),
            made("resize", IN.resize(10, 13)),
            made("resize-smaller", IN.resize(4, 5)),
            made("resize-nearest", IN.resize(10, 13, Interpolation.NEAREST)),
            made("resize-bicubic", IN.resize(14, 18, Interpolation.BICUBIC)),
            made("resize-area", IN.resize(7, 3, Interpolation.AREA))));

    @Test
    void everyLayerThatPyTorchComputedIsCompared() {
        assertThat(CASES).containsOnlyKeys(computed(FILE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputIsPyTorchs(String name) {
        check(FILE, name, spec(name));
    }

    /** The cases of a file of single layers. */
    static Set<String> computed(PyTorchFile file) {
        return file.names().stream()
                .filter(name -> name.endsWith(OUTPUT))
                .map(name -> name.substring(0, name.length() - OUTPUT.length()))
                .collect(Collectors.toSet());
    }

    /** Compares a layer with a case of a file. */
    static void check(PyTorchFile file, String name, ModelSpec spec) {
        Weights weights = file.parameters(spec, name + "/", parameter -> true);
        try (TFloat32 images = Tensors.of(List.of(2, 7, 9, 6), FloatBuffer.wrap(file.maps("images")))) {
            float[] output = InferencePass.logits(spec, weights, images);
            Deviation.check(name, output, file.maps(name + OUTPUT));
        }
    }

    static ModelSpec spec(String name) {
        return Objects.requireNonNull(CASES.get(name));
    }

    static Set<String> cases() {
        return CASES.keySet();
    }

    private static Map.Entry<String, ModelSpec> made(String name, Features<?> stage) {
        return entry(name, stage.build("case"));
    }

    /** Layers that the DSL has no call for. */
    private static Map.Entry<String, ModelSpec> made(String name, Layer layer) {
        String node = layer.stem() + "_1";
        List<Node> nodes = List.of(
                new Node("input", new Input(7, 9, 6, Input.Pixels.FLOAT32), List.of()),
                new Node(node, layer, List.of("input")));
        return entry(name, new ModelSpec("case", nodes, List.of(node)));
    }

    private static DepthwiseConv2d depthwise(int multiplier, int kernel) {
        Initializer any = new Initializer.Constant(0);
        return new DepthwiseConv2d(multiplier, Size.square(kernel), Size.square(1), Padding.valid(), true, any, any);
    }
}
