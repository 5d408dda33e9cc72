// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.Concat;
import dev.nin.model.Flatten;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Regularizer;
import dev.nin.testing.GoldenFile;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests the compiler with golden lists of operations and with the values that small graphs compute. */
class GraphCompilerTest {
    private static final Layer RELU = new Activation(Activation.Function.RELU);
    private static final Layer FLATTEN = new Flatten();

    @Test
    @Tag("golden")
    void trainingGraphIsAsBefore() throws IOException {
        try (CompiledModel model = GraphCompiler.compile(Specs.nin(), Mode.training(1))) {
            GoldenFile.assertSame("nin-training.txt", operations(model.graph()));
        }
    }

    @Test
    @Tag("golden")
    void inferenceGraphIsAsBefore() throws IOException {
        try (CompiledModel model = GraphCompiler.compile(Specs.nin(), Mode.inference())) {
            GoldenFile.assertSame("nin-inference.txt", operations(model.graph()));
        }
    }

    @Test
    @Tag("golden")
    void frozenGraphIsAsBefore() throws IOException {
        Weights.Builder weights = Weights.builder();
        Specs.nin()
                .parameters()
                .forEach((name, parameter) ->
                        weights.put(name, parameter.dimensions(), new float[Math.toIntExact(parameter.size())]));
        try (CompiledModel model = GraphCompiler.compile(Specs.nin(), Mode.frozen(weights.build()))) {
            GoldenFile.assertSame("nin-frozen.txt", operations(model.graph()));
            assertThat(model.variables()).isEmpty();
        }
    }

    @Test
    void variablesAreNamedAfterNodesInEveryMode() {
        try (CompiledModel training = GraphCompiler.compile(Specs.small(), Mode.training(1));
                CompiledModel inference = GraphCompiler.compile(Specs.small(), Mode.inference())) {
            assertThat(Runs.names(training.variables())).containsExactly("conv2d_1/kernel", "conv2d_1/bias");
            assertThat(Runs.names(inference.variables())).containsExactly("conv2d_1/kernel", "conv2d_1/bias");
        }
    }

    @Test
    void onlyTrainingHasAStep() {
        try (CompiledModel training = GraphCompiler.compile(Specs.small(), Mode.training(1));
                CompiledModel inference = GraphCompiler.compile(Specs.small(), Mode.inference())) {
            assertThat(training.operands().step()).isPresent();
            assertThat(inference.operands().step()).isEmpty();
        }
    }

    @Test
    void frozenComputesWhatInferenceDoes() {
        try (TUint8 images = Runs.images(3, 6, 1);
                CompiledModel inference = GraphCompiler.compile(Specs.small(), new Mode.Inference(9));
                Session session = new Session(inference.graph())) {
            Weights weights = Variables.read(session, inference.variables());
            float[] expected = Runs.logits(inference, session, images);
            assertThat(expected).hasSize(9).doesNotContain(0, Float.NaN);
            try (CompiledModel frozen = GraphCompiler.compile(Specs.small(), Mode.frozen(weights));
                    Session frozenSession = new Session(frozen.graph())) {
                assertThat(Runs.logits(frozen, frozenSession, images)).containsExactly(expected, within(1e-6f));
            }
        }
    }

    @Test
    void frozenWithoutAWeightIsRefused() {
        Weights weights = Weights.builder()
                .put("conv2d_1/kernel", List.of(3, 3, 1, 3), new float[27])
                .build();
        assertThatThrownBy(() -> GraphCompiler.compile(Specs.small(), Mode.frozen(weights)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the weights have no \"conv2d_1/bias\", expected one of shape [3]");
    }

    @Test
    void frozenWithAMisshapenWeightIsRefused() {
        Weights weights = Weights.builder()
                .put("conv2d_1/kernel", List.of(3, 3, 3, 1), new float[27])
                .put("conv2d_1/bias", List.of(3), new float[3])
                .build();
        assertThatThrownBy(() -> GraphCompiler.compile(Specs.small(), Mode.frozen(weights)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the weights' \"conv2d_1/kernel\" has the shape [3, 3, 3, 1], expected [3, 3, 1, 3]");
    }

    @Test
    void branchesOfOnePrefixMeetAgain() {
        ModelSpec spec = new ModelSpec(
                "branches",
                List.of(
                        new Node("in", new Input(1, 2, 1, Input.Pixels.FLOAT32), List.of()),
                        new Node("relu", new Activation(Activation.Function.RELU), List.of("in")),
                        new Node("sum", new Add(), List.of("relu", "in", "relu")),
                        new Node("joined", new Concat(), List.of("sum", "in")),
                        new Node("flat", new Flatten(), List.of("joined"))),
                List.of("flat"));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph());
                TFloat32 images = Tensors.of(List.of(1, 1, 2, 1), FloatBuffer.wrap(new float[] {3, -5}))) {
            assertThat(Runs.logits(model, session, images)).containsExactly(9, 3, -5, -5);
            assertThat(operations(model.graph())).containsOnlyOnce(" Relu\n");
        }
    }

    @Test
    void twoModelsShareAGraphUnderScopesOfTheirOwn() {
        try (Graph graph = new Graph();
                Session session = new Session(graph);
                TUint8 images = Runs.images(1, 6, 1)) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> fed = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 6, 6, 1)));
            ModelOperands first = GraphCompiler.apply(Specs.small(), tf.withSubScope("a"), fed, Mode.training(1));
            ModelOperands second = GraphCompiler.apply(Specs.small(), tf.withSubScope("b"), fed, Mode.training(2));
            assertThat(graph.operation("a/conv2d_1/kernel")).isNotNull();
            assertThat(graph.operation("b/conv2d_1/kernel")).isNotNull();
            assertThat(Runs.names(second.variables())).isEqualTo(Runs.names(first.variables()));
            Variables.write(
                    session,
                    second.variables(),
                    Variables.read(session, first.variables()).filled("conv2d_1/kernel", 0));
            assertThat(Runs.fetch(session.runner().feed(fed, images), second.node("conv2d_1")))
                    .containsOnly(0);
            assertThat(Runs.fetch(session.runner().feed(fed, images), first.node("conv2d_1")))
                    .doesNotContain(0);
        }
    }

    /** TensorFlow's own names cannot. */
    @Test
    void namesMayBeginWithAnUnderscore() {
        float[] plain = compiled("images", "conv", "head", "tail", "flat");

        assertThat(compiled("_images", "_conv", "_head", "head", "_flat")).isEqualTo(plain);
        assertThat(plain).isNotEqualTo(new float[plain.length]);
    }

    /** Returns the output of a model with these node names, after checking the parameters' names. */
    private static float[] compiled(String input, String first, String second, String third, String last) {
        List<Layer> layers = List.of(Specs.images(6), Specs.conv(2, 3, 1, 0), Specs.conv(2, 3, 1, 0), RELU, FLATTEN);
        List<String> names = List.of(input, first, second, third, last);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            List<String> inputs = i == 0 ? List.of() : List.of(names.get(i - 1));
            nodes.add(new Node(names.get(i), layers.get(i), inputs, new Regularizer(0, 0.5f), false));
        }
        ModelSpec spec = new ModelSpec("m", nodes, List.of(last));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(3));
                Session session = new Session(model.graph());
                TUint8 images = Runs.images(2, 6, 1)) {
            assertThat(Runs.names(model.variables()))
                    .containsExactly(first + "/kernel", first + "/bias", second + "/kernel", second + "/bias");
            return Runs.logits(model, session, images);
        }
    }

    @Test
    void imagesOfAnotherShapeOrTypeAreRefused() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> larger = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 7, 6, 1)));
            assertThatThrownBy(() -> GraphCompiler.apply(Specs.small(), tf, larger, Mode.inference()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the images are TUint8 [-1, 7, 6, 1], the model's input \"images\" takes TUint8 [-1, 6, 6, 1]");
            Operand<TFloat32> floats = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 6, 6, 1)));
            assertThatThrownBy(() -> GraphCompiler.apply(Specs.small(), tf, floats, Mode.inference()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the images are TFloat32 [-1, 6, 6, 1], the model's input \"images\" takes TUint8 [-1, 6, 6, 1]");
        }
    }

    @Test
    void onlyTheBatchOfImagesMayBeUnknown() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> unknown = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 6, -1, 1)));
            assertThatThrownBy(() -> GraphCompiler.apply(Specs.small(), tf, unknown, Mode.inference()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the images are TUint8 [-1, 6, -1, 1], the model's input \"images\" takes TUint8 [-1, 6, 6, 1]");
            Operand<TUint8> anything = tf.placeholder(TUint8.class, Placeholder.shape(Shape.unknown()));
            assertThatThrownBy(() -> GraphCompiler.apply(Specs.small(), tf, anything, Mode.inference()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the images are TUint8 ");
        }
    }

    @Test
    void aNodeThatIsNotThereIsRefused() {
        try (CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.inference())) {
            assertThatThrownBy(() -> model.operands().node("conv2d_9"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("model \"small\" has no node \"conv2d_9\"");
        }
    }

    private static String operations(Graph graph) {
        StringBuilder lines = new StringBuilder();
        Iterator<GraphOperation> operations = graph.operations();
        while (operations.hasNext()) {
            GraphOperation operation = operations.next();
            lines.append(operation.name()).append(' ').append(operation.type()).append('\n');
        }
        return lines.toString();
    }
}
