// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.model.Flatten;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The node whose values are a model's features, that is, the input of its head. The head consists of the last layers
 * whose channels are the classes, or the values of another task: one dense layer in most networks, the last block and
 * its pooling in NiN.
 */
final class FeatureNode {
    private FeatureNode() {}

    /**
     * Returns the node's name; empty if the head reads the images themselves or several nodes, or if the model's first
     * output is a map, where each pixel has its own features.
     */
    static Optional<String> of(ModelSpec spec) {
        if (spec.shape(spec.outputs().get(0)).isMap()) {
            return Optional.empty();
        }
        Map<String, Node> nodes = new HashMap<>();
        spec.nodes().forEach(node -> nodes.put(node.name(), node));
        Node node = nodes.get(spec.outputs().get(0));
        while (node != null && spec.shape(node.name()).channels() == spec.classes()) {
            node = node.inputs().size() == 1 ? nodes.get(node.inputs().get(0)) : null;
        }
        return node == null || prepares(node, nodes) ? Optional.empty() : Optional.of(node.name());
    }

    /** Returns whether the node is the input or only its flattened, scaled or resized pixels. */
    private static boolean prepares(Node node, Map<String, Node> nodes) {
        Node each = node;
        while (each != null && !(each.layer() instanceof Input)) {
            boolean looksOn = each.layer().preparesInput() || each.layer() instanceof Flatten;
            each = looksOn ? nodes.get(each.inputs().get(0)) : null;
        }
        return each != null;
    }
}
