// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static java.util.stream.Collectors.joining;

import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The layers that a call of the DSL adds to a network.
 *
 * @param shape of its output
 * @param parameters with their shapes
 * @param inference types of the operations that compute it
 * @param training those of the graph for training
 */
record LayerExample(String shape, String parameters, String inference, String training) {
    /** Names that are not on the path from input to output. */
    private static final Set<String> ASIDE = Set.of("Const", "VariableV2");

    /**
     * Describes a stage.
     *
     * @param stage the stage after the call
     * @param before the nodes before it
     */
    static LayerExample of(Features<?> stage, Set<Node> before) {
        ModelSpec spec = stage.build("example");
        List<Node> made =
                spec.nodes().stream().filter(node -> !before.contains(node)).toList();
        List<String> parameters = new ArrayList<>();
        spec.parameters().forEach((name, parameter) -> {
            if (made.stream().anyMatch(node -> name.startsWith(node.name() + "/"))) {
                parameters.add(name.substring(name.indexOf('/') + 1) + " "
                        + parameter.dimensions().stream().map(String::valueOf).collect(joining("×")));
            }
        });
        return new LayerExample(
                stage.shape().toString(),
                String.join(", ", parameters),
                operations(spec, made, Mode.inference()),
                operations(spec, made, Mode.training(1)));
    }

    private static String operations(ModelSpec spec, List<Node> made, Mode mode) {
        Set<String> types = new LinkedHashSet<>();
        try (CompiledModel compiled = GraphCompiler.compile(spec, mode)) {
            compiled.graph().operations().forEachRemaining(operation -> {
                String name = operation.name();
                boolean isOfMade = made.stream().anyMatch(node -> name.startsWith(node.name() + "/"));
                if (isOfMade && !name.contains("_initial/") && !ASIDE.contains(operation.type())) {
                    types.add(operation.type());
                }
            });
        }
        return types.isEmpty() ? "none" : String.join(", ", types);
    }
}
