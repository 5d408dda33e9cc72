// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.collect.Lists;
import dev.nin.model.AvgPool2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.model.SpatialDropout2d;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the last feature map of more than one pixel that leads to an output. */
final class LastFeatureMap {
    private LastFeatureMap() {}

    /**
     * Returns the map's node, before pooling and dropout.
     *
     * @return the node's name; empty if the output is computed from the image without a feature map in between
     */
    static Optional<String> of(ModelSpec spec, String output) {
        Set<String> leading = leadingTo(spec, output);
        Map<String, Shape> shapes = spec.shapes();
        Map<String, Node> nodes = new HashMap<>();
        spec.nodes().forEach(node -> nodes.put(node.name(), node));
        return Lists.reverse(spec.nodes()).stream()
                .filter(node -> leading.contains(node.name()))
                .filter(node -> hasPixels(Objects.requireNonNull(shapes.get(node.name()))))
                .filter(node -> !node.layer().preparesInput())
                .findFirst()
                .map(node -> beforePooling(node, nodes))
                .filter(node -> !node.layer().preparesInput())
                .map(Node::name);
    }

    /** Returns the names of the nodes that an output is computed from, including itself. */
    static Set<String> leadingTo(ModelSpec spec, String output) {
        Set<String> leading = new HashSet<>(Set.of(output));
        for (Node node : Lists.reverse(spec.nodes())) {
            if (leading.contains(node.name())) {
                leading.addAll(node.inputs());
            }
        }
        return leading;
    }

    private static Node beforePooling(Node last, Map<String, Node> nodes) {
        Node node = last;
        while (poolsOrDrops(node.layer())) {
            node = Objects.requireNonNull(nodes.get(node.inputs().get(0)));
        }
        return node;
    }

    private static boolean poolsOrDrops(Layer layer) {
        return layer instanceof MaxPool2d
                || layer instanceof AvgPool2d
                || layer instanceof Dropout
                || layer instanceof SpatialDropout2d
                || layer instanceof DropPath;
    }

    private static boolean hasPixels(Shape shape) {
        return shape.isMap() && shape.height() * (long) shape.width() > 1;
    }
}
