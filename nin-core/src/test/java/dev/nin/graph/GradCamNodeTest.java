// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.Activation;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Custom;
import dev.nin.model.Dense;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Multiply;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.model.SpatialDropout2d;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests for the feature map that Grad-CAM chooses, and for rejected arguments. */
class GradCamNodeTest {
    private static final Layer RELU = new Activation(Activation.Function.RELU);
    private static final MaxPool2d POOL = new MaxPool2d(Size.square(2), Size.square(2));

    /**
     * A model with two outputs, a map and a vector, and a squeeze-and-excitation gate of one pixel before the last map.
     */
    private static final ModelSpec BRANCHED = new ModelSpec(
            "branched",
            List.of(
                    new Node("images", Specs.images(8), List.of()),
                    new Node("early", Specs.conv(4, 3, 1, 1), List.of("images")),
                    new Node("gate", new GlobalAvgPool2d(), List.of("early")),
                    new Node("gate_conv", Specs.conv(4, 1, 1, 0), List.of("gate")),
                    new Node("gated", new Multiply(), List.of("early", "gate_conv")),
                    new Node("pool", new GlobalAvgPool2d(), List.of("gated")),
                    new Node("flat", new Flatten(), List.of("pool")),
                    new Node("classes", dense(3), List.of("flat")),
                    new Node("mask", Specs.conv(2, 1, 1, 0), List.of("early")),
                    new Node("other", Specs.conv(2, 3, 1, 1), List.of("early")),
                    new Node("other_flat", new Flatten(), List.of("other")),
                    new Node("others", dense(2), List.of("other_flat"))),
            List.of("classes", "mask", "others"));

    @Test
    void isTheLastOfMoreThanOnePixelBeforePoolingAndDropout() {
        assertThat(node(Specs.nin())).as("whose last block has one pixel").isEqualTo("relu_20");
        assertThat(node(Specs.small())).isEqualTo("relu_2");
        assertThat(node(chain(Specs.conv(2, 3, 1, 1), RELU, POOL, new Dropout(0.5f), new Flatten(), dense(3))))
                .isEqualTo("relu_2");
        assertThat(node(chain(
                        Specs.conv(2, 3, 1, 1),
                        new SpatialDropout2d(0.5f),
                        new DropPath(0.5f),
                        new AvgPool2d(Size.square(2), Size.square(2)),
                        POOL,
                        new Flatten(),
                        dense(3))))
                .isEqualTo("conv2d_1");
        assertThat(node(chain(
                        Specs.conv(2, 3, 1, 1),
                        RELU,
                        new GlobalAvgPool2d(),
                        Specs.conv(5, 1, 1, 0),
                        RELU,
                        new Flatten(),
                        dense(3))))
                .as("maps of one pixel show nothing")
                .isEqualTo("relu_2");
    }

    @Test
    void isFoundForEachOutput() {
        assertThat(GradCam.of(BRANCHED, "classes")).contains(new GradCam(BRANCHED, "classes", "gated"));
        assertThat(GradCam.of(BRANCHED, "others")).contains(new GradCam(BRANCHED, "others", "other"));
    }

    @Test
    void isMissingWhereTheHeadReadsTheImage() {
        for (ModelSpec spec : List.of(chain(new Flatten(), dense(3)), chain(POOL, new Flatten(), dense(3)))) {
            assertThat(GradCam.of(spec, spec.outputs().get(0))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gate|early|Grad-CAM: model \"branched\" has no output \"gate\", expected one of [classes, mask, others]",
                "mask|early|Grad-CAM: output \"mask\" of model \"branched\" is a feature map 8×8×2, expected a vector of "
                        + "one value per class; choose another output",
                "classes|none|Grad-CAM of output \"classes\" in model \"branched\": node \"none\" does not exist, "
                        + "expected a feature map that leads to the output, such as \"gated\"",
                "classes|flat|Grad-CAM of output \"classes\" in model \"branched\": node \"flat\" is a vector, expected "
                        + "a feature map that leads to the output, such as \"gated\"",
                "classes|other|Grad-CAM of output \"classes\" in model \"branched\": node \"other\" does not lead to it, "
                        + "expected a feature map that leads to the output, such as \"gated\""
            })
    void refusesOtherNodes(String output, String node, String message) {
        assertThatThrownBy(() -> new GradCam(BRANCHED, output, node))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(message);
    }

    @Test
    void refusesGradientsThatNobodyHasChecked() {
        ModelSpec spec = withCumsum(Set.of());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference())) {
            Ops tf = Ops.create(model.graph());

            assertThatThrownBy(() -> GradCam.of(spec, "classes").orElseThrow().ofPredicted(tf, model.operands()))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessage("Grad-CAM of output \"classes\" at node \"conv\": the gradient of operation "
                            + "\"own/Cumsum\" (Cumsum) is not checked by any test of this library; choose a later "
                            + "node, or check it with CompiledModel.checkGradients and name the type in its "
                            + "checkedOperations()");
            assertThatThrownBy(() -> new GradCam(spec, "classes", "images").ofPredicted(tf, model.operands()))
                    .hasMessageContaining("\"own/Cumsum\" (Cumsum)");
        }
        ModelSpec checked = withCumsum(Set.of("Cumsum"));
        try (CompiledModel model = GraphCompiler.compile(checked, Mode.inference())) {
            assertThatCode(() -> GradCam.of(checked, "classes")
                            .orElseThrow()
                            .ofPredicted(Ops.create(model.graph()), model.operands()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void passesOverWhatLiesBeforeTheMap() {
        ModelSpec before = new ModelSpec(
                "before",
                List.of(
                        new Node("images", Specs.images(6), List.of()),
                        new Node("own", cumsum(Set.of()), List.of("images")),
                        new Node("conv", Specs.conv(4, 3, 1, 1), List.of("own")),
                        new Node("flat", new Flatten(), List.of("conv")),
                        new Node("classes", dense(3), List.of("flat"))),
                List.of("classes"));
        try (CompiledModel model = GraphCompiler.compile(before, Mode.inference())) {
            assertThatCode(() -> GradCam.of(before, "classes")
                            .orElseThrow()
                            .ofPredicted(Ops.create(model.graph()), model.operands()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAModelInTraining() {
        ModelSpec spec = Specs.small();
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            GradCam cam = GradCam.of(spec, spec.outputs().get(0)).orElseThrow();

            assertThatThrownBy(() -> cam.ofPredicted(Ops.create(model.graph()), model.operands()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Grad-CAM: the model \"small\" is applied for training, expected Mode.inference() or "
                            + "Mode.frozen(weights)");
        }
    }

    private static @Nullable String node(ModelSpec spec) {
        return GradCam.of(spec, spec.outputs().get(0)).map(GradCam::node).orElse(null);
    }

    private static ModelSpec chain(Layer... layers) {
        Layer[] all = new Layer[layers.length + 1];
        all[0] = Specs.images(8);
        System.arraycopy(layers, 0, all, 1, layers.length);
        return Specs.chain("chain", all);
    }

    private static ModelSpec withCumsum(Set<String> checked) {
        return new ModelSpec(
                "own",
                List.of(
                        new Node("images", Specs.images(6), List.of()),
                        new Node("conv", Specs.conv(4, 3, 1, 1), List.of("images")),
                        new Node("flat", new Flatten(), List.of("conv")),
                        new Node("own", cumsum(checked), List.of("flat")),
                        new Node("classes", dense(3), List.of("own"))),
                List.of("classes"));
    }

    private static Custom cumsum(Set<String> checked) {
        return new Custom("own", new CustomOperation() {
            @Override
            public Shape outputShape(Shape input) {
                return input;
            }

            @Override
            public Operand<TFloat32> emit(Ops tf, Operand<TFloat32> input, Map<String, Operand<TFloat32>> parameters) {
                return tf.math.cumsum(input, tf.constant(1));
            }

            @Override
            public Set<String> checkedOperations() {
                return checked;
            }
        });
    }

    private static Dense dense(int size) {
        return new Dense(size, new Initializer.HeNormal(), new Initializer.Constant(0));
    }
}
