// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Add;
import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Regularizer;
import dev.nin.model.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests for several applications of a model in one graph, several inputs and outputs, penalties and frozen nodes. */
class SharingTest {
    private static final Initializer ZERO = new Initializer.Constant(0);

    @Test
    void twoApplicationsShareTheirWeights() {
        ModelSpec spec = siamese(Regularizer.NONE, false);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> image = ones(tf);
            ModelOperands first = GraphCompiler.apply(spec, tf.withSubScope("a"), image, Mode.training(1));
            ModelOperands second = GraphCompiler.apply(
                    spec, tf.withSubScope("b"), image, Mode.inference().sharing(first));
            assertThat(first.variables()).hasSize(4);
            assertThat(second.variables()).isEmpty();
            assertThat(second.step()).isEmpty();
            try (Session session = new Session(graph);
                    Result result = session.runner()
                            .fetch(first.node("conv"))
                            .fetch(second.node("conv"))
                            .fetch(first.node("drop"))
                            .run()) {
                assertThat(floats(result, 1)).containsExactly(floats(result, 0));
                assertThat(floats(result, 2)).as("training drops").contains(0f);
                assertThat(second.node("drop")).as("inference does not").isSameAs(second.node("conv"));
            }
        }
    }

    @Test
    void aTrainingThatSharesHasItsOwnDrawsAndTheFirstOnesStep() {
        ModelSpec spec = siamese(new Regularizer(0, 1), false);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            ModelOperands first = GraphCompiler.apply(spec, tf.withSubScope("a"), ones(tf), Mode.training(1));
            ModelOperands second = GraphCompiler.apply(
                    spec, tf.withSubScope("b"), ones(tf), Mode.training(2).sharing(first));
            assertThat(second.step()).isEqualTo(first.step());
            assertThat(first.penalty()).isPresent();
            assertThat(second.penalty()).as("counted once").isEmpty();
            try (Session session = new Session(graph);
                    Result result = session.runner()
                            .fetch(first.node("drop"))
                            .fetch(second.node("drop"))
                            .run()) {
                assertThat(floats(result, 1)).isNotEqualTo(floats(result, 0));
            }
        }
    }

    @Test
    void sharingNeedsVariablesOfTheSameModel() {
        ModelSpec spec = siamese(Regularizer.NONE, false);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            ModelSpec other = new ModelSpec("other", List.of(input("images")), List.of("images"));
            ModelOperands without = GraphCompiler.apply(other, tf, ones(tf), Mode.inference());
            Mode sharing = Mode.inference().sharing(without);
            assertThatThrownBy(() -> GraphCompiler.apply(spec, tf, ones(tf), sharing))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessage("the shared application of model \"other\" has no variable \"conv/kernel\" of "
                            + "shape [1, 1, 1, 2]; share between applications of one model that has variables");
            assertThatThrownBy(() -> sharing.sharing(without))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("already has weights, expected training or inference");
        }
    }

    @Test
    void severalInputsAreFedByNameAndSeveralOutputsFetched() {
        ModelSpec spec = new ModelSpec(
                "pair",
                List.of(input("left"), input("right"), new Node("sum", new Add(), List.of("left", "right"))),
                List.of("sum", "right"));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph());
                TFloat32 two = image(2);
                TFloat32 three = image(3)) {
            assertThat(model.inputs()).containsOnlyKeys("left", "right");
            Session.Runner runner = session.runner()
                    .feed(model.inputs().get("left"), two)
                    .feed(model.inputs().get("right"), three);
            model.operands().outputs().forEach(runner::fetch);
            try (Result result = runner.run()) {
                assertThat(floats(result, 0)).containsOnly(5f);
                assertThat(floats(result, 1)).containsOnly(3f);
            }
            assertThatThrownBy(model::input)
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessage("model \"pair\" has the inputs [left, right], expected exactly one here; "
                            + "build the graph yourself with GraphCompiler");
            Ops tf = Ops.create(model.graph());
            assertThatThrownBy(() -> GraphCompiler.apply(spec, tf, Map.of("left", ones(tf)), Mode.inference()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("images are given for [left], model \"pair\" takes [left, right]");
        }
    }

    @Test
    void thePenaltyIsThatOfTheKernelsAlone() {
        try (CompiledModel model =
                        GraphCompiler.compile(siamese(new Regularizer(0.5f, 0.25f), false), Mode.training(1));
                Session session = new Session(model.graph());
                Result result = session.runner()
                        .fetch(model.operands().penalty().orElseThrow())
                        .fetch(model.variables().get(0).variable())
                        .run()) {
            double expected = 0;
            for (float weight : floats(result, 1)) {
                expected += 0.5 * Math.abs(weight) + 0.25 * weight * weight;
            }
            assertThat(((TFloat32) result.get(0)).getFloat()).isCloseTo((float) expected, within(1e-6f));
        }
    }

    @Test
    void aFrozenNodeHasVariablesThatDoNotLearn() {
        try (CompiledModel model = GraphCompiler.compile(siamese(new Regularizer(0, 1), true), Mode.training(1))) {
            assertThat(model.variables()).hasSize(4);
            assertThat(model.trainableVariables())
                    .extracting(ModelVariable::name)
                    .containsExactly("out/kernel", "out/bias");
            assertThat(model.operands().penalty()).as("what does not learn").isEmpty();
        }
    }

    private static ModelSpec siamese(Regularizer regularizer, boolean frozen) {
        Conv2d conv = new Conv2d(2, Size.square(1), Size.square(1), Padding.valid(), new Initializer.HeNormal(), ZERO);
        return new ModelSpec(
                "siamese",
                List.of(
                        input("images"),
                        new Node("conv", conv, List.of("images"), regularizer, frozen),
                        new Node("drop", new Dropout(0.5f), List.of("conv")),
                        new Node("flat", new Flatten(), List.of("drop")),
                        new Node("out", new Dense(2, new Initializer.HeNormal(), ZERO), List.of("flat"))),
                List.of("out"));
    }

    private static Node input(String name) {
        return new Node(name, new Input(4, 4, 1, Input.Pixels.FLOAT32), List.of());
    }

    private static Operand<TFloat32> ones(Ops tf) {
        return tf.placeholderWithDefault(
                tf.fill(tf.constant(new int[] {1, 4, 4, 1}), tf.constant(1f)), Shape.of(-1, 4, 4, 1));
    }

    private static TFloat32 image(float value) {
        return TFloat32.tensorOf(Shape.of(1, 4, 4, 1), data -> data.scalars().forEach(each -> each.setFloat(value)));
    }

    private static float[] floats(Result result, int index) {
        return Tensors.floats((TFloat32) result.get(index));
    }
}
