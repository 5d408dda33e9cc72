// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The edges of a model's graph, checked for cycles, unknown names and nodes that lead to no output. */
final class Edges {
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<String> outputs;

    Edges(List<Node> nodes, List<String> outputs) {
        nodes.forEach(node -> this.nodes.put(node.name(), node));
        this.outputs = new LinkedHashSet<>(outputs);
        checkOrder(nodes);
        checkOutputs();
    }

    private void checkOrder(List<Node> ordered) {
        Set<String> before = new HashSet<>();
        for (Node node : ordered) {
            for (String input : node.inputs()) {
                if (!before.contains(input)) {
                    throw new InvalidModelException(
                            "node \"" + node.name() + "\" reads \"" + input + "\", " + fault(node.name(), input));
                }
            }
            before.add(node.name());
        }
    }

    private String fault(String node, String input) {
        if (!nodes.containsKey(input)) {
            return "which is not a node of the model; expected the name of an earlier node";
        }
        List<String> way = way(input, node);
        if (way.isEmpty()) {
            return "which comes after it; put \"" + input + "\" before it";
        }
        return "which makes a cycle: " + node + " reads " + String.join(" reads ", way) + "; remove one of these edges";
    }

    /**
     * Returns the nodes on a path along which the first node reads the last, both included; empty if there is no path.
     */
    private List<String> way(String first, String last) {
        Map<String, @Nullable String> readBy = new HashMap<>();
        readBy.put(first, null);
        Deque<String> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.equals(last)) {
                List<String> way = new ArrayList<>();
                for (@Nullable String each = name; each != null; each = readBy.get(each)) {
                    way.add(each);
                }
                Collections.reverse(way);
                return way;
            }
            Node node = nodes.get(name);
            for (String input : node == null ? List.<String>of() : node.inputs()) {
                if (!readBy.containsKey(input)) {
                    readBy.put(input, name);
                    open.push(input);
                }
            }
        }
        return List.of();
    }

    private void checkOutputs() {
        if (outputs.isEmpty()) {
            throw new InvalidModelException("the model has no output, expected the name of at least one node");
        }
        for (String output : outputs) {
            if (!nodes.containsKey(output)) {
                throw new InvalidModelException("output \"" + output
                        + "\" is not a node of the model, expected the name of a node such as \""
                        + nodes.keySet().stream().sorted().findFirst().orElse("") + "\"");
            }
        }
    }

    /** Rejects nodes that lead to no output, since no gradient would reach their parameters. */
    void checkUse(List<Node> ordered) {
        Set<String> used = new HashSet<>(outputs);
        for (int i = ordered.size() - 1; i >= 0; i--) {
            Node node = ordered.get(i);
            if (!used.contains(node.name())) {
                throw new InvalidModelException(
                        "node \"" + node.name() + "\" leads to no output; add it to the outputs or remove it");
            }
            used.addAll(node.inputs());
        }
    }
}
