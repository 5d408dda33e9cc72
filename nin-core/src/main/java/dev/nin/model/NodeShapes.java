// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes the output shapes of a model's nodes. */
final class NodeShapes {
    private NodeShapes() {}

    /**
     * Returns the output shape of each node.
     *
     * @param nodes the nodes, each after those that it reads
     * @return shapes by node name, in the order of the nodes
     * @throws InvalidModelException if a layer does not fit its inputs
     */
    static Map<String, Shape> of(List<Node> nodes) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        int position = 0;
        for (Node node : nodes) {
            position += node.layer().preparesInput() ? 0 : 1;
            try {
                shapes.put(node.name(), node.layer().fit(inputs(node, shapes)));
            } catch (InvalidModelException e) {
                throw e.at(NodeNames.place(position, node.layer().call()) + " (\"" + node.name() + "\")");
            }
        }
        return ImmutableMap.copyOf(shapes);
    }

    /** Returns the shapes of a node's inputs. */
    static List<Shape> inputs(Node node, Map<String, Shape> shapes) {
        return node.inputs().stream()
                .map(input -> Objects.requireNonNull(shapes.get(input)))
                .toList();
    }
}
