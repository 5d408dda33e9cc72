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

/** Which node of a model reads which: no circle, no unknown name, and nothing that leads nowhere. */
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
            return "which is no node of the model; expected the name of a node in front of it";
        }
        List<String> way = way(input, node);
        if (way.isEmpty()) {
            return "which comes behind it; put \"" + input + "\" in front of it";
        }
        return "which makes a circle: " + node + " reads " + String.join(" reads ", way)
                + "; leave one of these edges out";
    }

    /** The nodes on a way along which the first reads the last, both included; none if there is no way. */
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
                        + "\" is no node of the model, expected the name of a node such as \""
                        + nodes.keySet().stream().sorted().findFirst().orElse("") + "\"");
            }
        }
    }

    /** A node that leads nowhere would have parameters that no gradient reaches. */
    void checkUse(List<Node> ordered) {
        Set<String> used = new HashSet<>(outputs);
        for (int i = ordered.size() - 1; i >= 0; i--) {
            Node node = ordered.get(i);
            if (!used.contains(node.name())) {
                throw new InvalidModelException(
                        "node \"" + node.name() + "\" leads to no output; name it among the outputs or leave it out");
            }
            used.addAll(node.inputs());
        }
    }
}
