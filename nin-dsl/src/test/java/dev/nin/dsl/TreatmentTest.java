// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static dev.nin.dsl.Nin.glorotUniform;
import static dev.nin.dsl.Nin.he;
import static dev.nin.dsl.Nin.image;
import static dev.nin.dsl.Nin.l1;
import static dev.nin.dsl.Nin.l2;
import static dev.nin.dsl.Nin.model;
import static dev.nin.dsl.Nin.orthogonal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.Conv2d;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Regularizer;
import dev.nin.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests initializers, regularizers and freezing, several outputs, and custom layers. */
class TreatmentTest {
    private static final FeatureMap IN = image(8, 8, 2);

    @Test
    void whatIsSaidOfABlockHoldsForItsThreeConvolutions() {
        ModelSpec spec = IN.conv2d(3, 1)
                .nin(4, 3, 1, 1)
                .init(orthogonal())
                .regularize(l2(0.5))
                .conv2d(5, 1)
                .build("m");
        assertThat(kernels(spec)).containsExactly(he(), orthogonal(), orthogonal(), orthogonal(), he());
        assertThat(regularizers(spec)).containsExactly(Regularizer.NONE, l2(0.5), l2(0.5), l2(0.5), Regularizer.NONE);
    }

    @Test
    void defaultsHoldForWhatFollowsUnlessSomethingElseIsSaid() {
        ModelSpec spec = IN.defaultInit(glorotUniform())
                .defaultRegularizer(l1(0.25))
                .conv2d(3, 1)
                .relu()
                .conv2d(4, 1)
                .init(he())
                .regularize(Regularizer.NONE)
                .batchNorm()
                .branch(x -> x, x -> x.conv2d(2, 1))
                .concat()
                .build("m");
        assertThat(kernels(spec)).containsExactly(glorotUniform(), he(), glorotUniform());
        assertThat(regularizers(spec)).containsExactly(l1(0.25), Regularizer.NONE, l1(0.25));
        assertThat(node(spec, "batch_norm_1").regularizer()).isEqualTo(Regularizer.NONE);
    }

    @Test
    void aFrozenTrunkLearnsNothingAndItsHeadDoes() {
        ModelSpec spec = IN.defaultTrainable(false)
                .conv2d(3, 1)
                .batchNorm()
                .relu()
                .conv2d(2, 1)
                .trainable(true)
                .defaultTrainable(true)
                .conv2d(2, 1)
                .build("m");
        Map<String, Boolean> trainable = spec.parameters().entrySet().stream()
                .filter(each ->
                        each.getKey().endsWith("kernel") || each.getKey().endsWith("gamma"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().trainable()));
        assertThat(trainable)
                .containsOnly(
                        Map.entry("conv2d_1/kernel", false),
                        Map.entry("batch_norm_1/gamma", false),
                        Map.entry("conv2d_2/kernel", true),
                        Map.entry("conv2d_3/kernel", true));
        assertThat(node(spec, "relu_1").frozen()).as("has nothing to freeze").isFalse();
    }

    @Test
    void aConvolutionInFrontOfANormalizationNeedsNoBias() {
        ModelSpec spec = IN.separableConv2d(4, 3, 1, 1)
                .withoutBias()
                .conv2d(2, 1)
                .withoutBias()
                .build("m");
        assertThat(spec.parameters())
                .containsOnlyKeys("depthwise_conv2d_1/kernel", "conv2d_1/kernel", "conv2d_2/kernel");
    }

    @Test
    void whatTheLastCallDidNotMakeIsRefused() {
        refused(
                () -> IN.conv2d(3, 1).relu().init(he()),
                "layer 2 `relu()`: it has no kernel to initialize; call init(...) directly after the layer it is "
                        + "meant for");
        refused(
                () -> IN.batchNorm().regularize(l2(1)),
                "layer 1 `batchNorm()`: it has no kernel to penalize; "
                        + "call regularize(...) directly after the layer it is meant for");
        refused(
                () -> IN.flatten().dense(3).dropout(0.5).trainable(false),
                "layer 3 `dropout(0.5)`: it has no parameters; "
                        + "call trainable(...) directly after the layer it is meant for");
        refused(
                () -> IN.flatten().dense(3).withoutBias(),
                "layer 2 `dense(3)`: it has no bias to remove; call withoutBias(...) directly after the layer it "
                        + "is meant for");
        refused(() -> l2(-1), "the regularizer's l2 is -1.0, expected a finite number of at least 0, such as 0.0005");
        refused(
                () -> l1(Double.NaN),
                "the regularizer's l1 is NaN, expected a finite number of at least 0, such as 0.0005");
    }

    @Test
    void aModelMayHaveSeveralInputsAndOutputs() {
        FeatureMap second = image(8, 8, 2);
        FeatureMap both = Nin.add(IN, second);
        FeatureVector coarse = both.globalAvgPool().dense(2);
        FeatureVector fine = both.flatten().dense(5);
        ModelSpec spec = model("pair", fine, coarse);
        assertThat(spec.inputs()).containsOnlyKeys("images", "images_1");
        assertThat(spec.outputs()).hasSize(2);
        assertThat(spec.classes()).isEqualTo(5);
        try (CompiledModel compiled = GraphCompiler.compile(spec, Mode.training(1))) {
            assertThat(compiled.operands().outputs()).hasSize(2);
        }
    }

    @Test
    void aLayerOfTheUsersOwnIsCompiledAndComesBackFromJson() {
        CustomOperation halved = CustomOperation.of(
                (tf, in) -> tf.nn.avgPool(in, List.of(1L, 2L, 2L, 1L), List.of(1L, 2L, 2L, 1L), "VALID"),
                shape -> Shape.map(shape.height() / 2, shape.width() / 2, shape.channels()));
        ModelSpec spec = IN.custom("halved", halved).flatten().build("m");
        assertThat(spec.shape("halved_1")).isEqualTo(Shape.map(4, 4, 2));
        assertThat(ModelJson.read(ModelJson.write(spec), Map.of("halved", halved)))
                .isEqualTo(spec);
        refused(
                () -> ModelJson.read(ModelJson.write(spec)),
                "model JSON, nodes[1].layer.kind: the custom layer \"halved\" is not registered, expected one of []; "
                        + "give the reader its rule under this name");
        try (CompiledModel compiled = GraphCompiler.compile(spec, Mode.inference())) {
            assertThat(compiled.operands().nodes()).containsKey("halved_1");
        }
    }

    @Test
    void aLayerOfTheUsersOwnThatSaysAnotherShapeIsRefused() {
        ModelSpec lies =
                IN.custom("own", (tf, in) -> in, shape -> Shape.map(4, 4, 2)).build("m");
        refused(
                () -> GraphCompiler.compile(lies, Mode.inference()),
                "layer `custom(\"own\", ...)` (\"own_1\"): its operations return [-1, 8, 8, 2], its shape rule returns "
                        + "[-1, 4, 4, 2]; fix one of the two");
    }

    private static void refused(ThrowingCallable program, String message) {
        assertThatThrownBy(program).isInstanceOf(InvalidModelException.class).hasMessage(message);
    }

    private static List<Initializer> kernels(ModelSpec spec) {
        return spec.parameters().values().stream()
                .filter(Parameter::decays)
                .map(Parameter::initializer)
                .toList();
    }

    private static List<Regularizer> regularizers(ModelSpec spec) {
        return spec.nodes().stream()
                .filter(node -> node.layer() instanceof Conv2d)
                .map(Node::regularizer)
                .toList();
    }

    private static Node node(ModelSpec spec, String name) {
        return spec.nodes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
