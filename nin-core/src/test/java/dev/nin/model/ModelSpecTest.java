// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for valid specifications and the messages for invalid ones. */
class ModelSpecTest {
    private static final Node IN = node("in", new Input(4, 4, 1, Input.Pixels.UINT8));
    private static final Activation RELU = new Activation(Activation.Function.RELU);

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(List<Node> nodes, List<String> outputs, String message) {
        assertThatThrownBy(() -> new ModelSpec("m", nodes, outputs))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        List.of(),
                        List.of("a"),
                        "the model has no input, expected at least one; start it with an image"),
                arguments(List.of(IN), List.of(), "the model has no output, expected the name of at least one node"),
                arguments(
                        List.of(IN, node("a", RELU, "in")),
                        List.of("b"),
                        "output \"b\" is not a node of the model, expected the name of a node such as \"a\""),
                arguments(
                        List.of(IN, node("IN", RELU, "in")),
                        List.of("in"),
                        "layer 1 `relu()`: the name \"IN\" is already used by layer `image(4, 4, 1)`, "
                                + "expected unique names, ignoring case"),
                arguments(
                        List.of(IN, node("a", RELU, "b"), node("b", RELU, "in")),
                        List.of("a"),
                        "node \"a\" reads \"b\", which comes after it; put \"b\" before it"),
                arguments(
                        List.of(IN, node("a", RELU, "a")),
                        List.of("a"),
                        "node \"a\" reads \"a\", which makes a cycle: a reads a; remove one of these edges"),
                arguments(
                        List.of(IN, node("a", new Add(), "in", "c"), node("b", RELU, "a"), node("c", RELU, "b")),
                        List.of("c"),
                        "node \"a\" reads \"c\", which makes a cycle: a reads c reads b reads a; "
                                + "remove one of these edges"),
                arguments(
                        List.of(IN, node("a", RELU, "z")),
                        List.of("a"),
                        "node \"a\" reads \"z\", which is not a node of the model; "
                                + "expected the name of an earlier node"),
                arguments(
                        List.of(IN, node("two", new Input(1, 1, 1, Input.Pixels.UINT8))),
                        List.of("in"),
                        "node \"two\" leads to no output; add it to the outputs or remove it"),
                arguments(
                        List.of(node("a", RELU)),
                        List.of("a"),
                        "the model has no input, expected at least one; start it with an image"),
                arguments(
                        List.of(IN, node("a", RELU)),
                        List.of("a"),
                        "layer 1 `relu()` (\"a\"): it has 0 inputs, expected exactly 1"),
                arguments(
                        List.of(
                                IN,
                                node("size", new Resize(Size.square(2)), "in"),
                                node("a", RELU, "size"),
                                node("p", new MaxPool2d(Size.square(3), Size.square(2)), "a")),
                        List.of("p"),
                        "layer 2 `maxPool(3, 2)` (\"p\"): the window 3×3 does not fit the input 2×2×1; "
                                + "use a larger image or a smaller window"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "ä", "a\n", "a:0"})
    void refusesIllegalNames(String name) {
        String rule = " is \"" + name.replace('\n', '\uFFFD') + "\", expected letters, digits, '_', '-' and '.', ";
        assertThatThrownBy(() -> new ModelSpec(name, List.of(IN), List.of("in")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the model's name" + rule + "starting with a letter or digit");
        assertThatThrownBy(() -> new ModelSpec("m", List.of(IN, node(name, RELU, "in")), List.of("in")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("layer 1 `relu()`: its name" + rule + "not starting with '-' or '.'");
    }

    @Test
    void onlyNodesMayBeginWithAnUnderscore() {
        ModelSpec spec = new ModelSpec("m", List.of(IN, node("_fc", RELU, "in")), List.of("_fc"));

        assertThat(ModelJson.read(ModelJson.write(spec))).isEqualTo(spec);
        assertThatThrownBy(() -> new ModelSpec("_m", spec.nodes(), spec.outputs()))
                .hasMessageStartingWith("the model's name is \"_m\", expected letters");
    }

    @Test
    void tellsShapesParametersInputAndClasses() {
        Dense dense = new Dense(3, new Initializer.HeNormal(), new Initializer.Constant(0));
        ModelSpec spec = new ModelSpec(
                "m",
                List.of(IN, node("flat", new Flatten(), "in"), node("out", dense, "flat")),
                List.of("out", "flat"));
        assertThat(spec.shapes())
                .containsExactly(
                        Map.entry("in", Shape.map(4, 4, 1)),
                        Map.entry("flat", Shape.vector(16)),
                        Map.entry("out", Shape.vector(3)));
        assertThat(spec.parameters().keySet()).containsExactly("out/kernel", "out/bias");
        assertThat(spec.input()).isEqualTo(IN.layer());
        assertThat(spec.classes()).isEqualTo(3);
        assertThatThrownBy(() -> spec.shape("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model \"m\" has no node \"x\"");
    }

    @Test
    void mappingLayersKeepsNamesAndEdgesAndChecksAgain() {
        ModelSpec spec = new ModelSpec(
                "m", List.of(IN, node("p", new MaxPool2d(Size.square(3), Size.square(1)), "in")), List.of("p"));
        ModelSpec changed = spec.mapLayers(
                layer -> layer instanceof MaxPool2d ? new AvgPool2d(Size.square(2), Size.square(2)) : layer);
        assertThat(changed.shape("p")).isEqualTo(Shape.map(2, 2, 1));
        assertThatThrownBy(() -> spec.mapLayers(
                        layer -> layer instanceof Input ? new Input(2, 2, 1, Input.Pixels.UINT8) : layer))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("layer 1 `maxPool(3, 1)` (\"p\"): the window 3×3 does not fit");
    }

    @Test
    void laterChangesOfTheListsDoNotReachIt() {
        List<Node> nodes = new ArrayList<>(List.of(IN));
        ModelSpec spec = new ModelSpec("m", nodes, List.of("in"));
        nodes.clear();
        assertThat(spec.nodes()).containsExactly(IN);
    }

    private static Node node(String name, Layer layer, String... inputs) {
        return new Node(name, layer, List.of(inputs));
    }
}
