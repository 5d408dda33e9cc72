// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes a model in Graphviz's DOT language. */
final class DotText {
    private final List<Node> nodes;
    private final Map<String, Shape> shapes;
    private final StringBuilder text = new StringBuilder();

    private DotText(List<Node> nodes) {
        this.nodes = nodes;
        this.shapes = NodeShapes.of(nodes);
    }

    static String of(String name, List<Node> nodes, List<String> outputs) {
        return new DotText(nodes).write(name, new HashSet<>(outputs));
    }

    private String write(String name, Set<String> outputs) {
        text.append("digraph ").append(quoted(name)).append(" {\n");
        text.append("  node [shape=box, style=rounded, fontname=monospace];\n");
        for (Node node : nodes) {
            text.append("  ").append(quoted(node.name())).append(" [label=").append(quoted(label(node)));
            text.append(outputs.contains(node.name()) ? ", penwidth=2];\n" : "];\n");
        }
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                text.append("  ").append(quoted(input)).append(" -> ").append(quoted(node.name()));
                text.append(";\n");
            }
        }
        return text.append("}\n").toString();
    }

    private String label(Node node) {
        List<Shape> inputs = NodeShapes.inputs(node, shapes);
        long learned = node.layer().learned(inputs);
        String parameters = learned == 0 ? "" : String.format(Locale.ROOT, "\n%,d parameters", learned);
        return node.name() + "\n" + node.layer().call() + "\n" + Objects.requireNonNull(shapes.get(node.name()))
                + parameters;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
