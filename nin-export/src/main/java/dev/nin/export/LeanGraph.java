// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.messages.TensorInfos;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * Removes from a graph what a reader does not need: nodes that no requested node depends on, and attributes with their
 * default value, so that a TensorFlow version older than an attribute can read the graph.
 */
final class LeanGraph {
    private final Map<String, OpDef> operations = new HashMap<>();

    LeanGraph() {
        TensorFlow.registeredOpList().getOpList().forEach(operation -> operations.put(operation.getName(), operation));
    }

    /**
     * Removes all nodes that the wanted nodes do not depend on.
     *
     * @param graph the graph
     * @param wanted the names of nodes
     * @return those nodes and all their inputs, in the same order, with the graph's functions
     */
    static GraphDef pruned(GraphDef graph, Collection<String> wanted) {
        Map<String, NodeDef> nodes = new HashMap<>();
        graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
        Set<String> kept = new HashSet<>(wanted);
        Deque<String> open = new ArrayDeque<>(kept);
        while (!open.isEmpty()) {
            NodeDef node = Objects.requireNonNull(nodes.get(open.remove()));
            for (String input : node.getInputList()) {
                String name = TensorInfos.operation(input);
                if (kept.add(name)) {
                    open.add(name);
                }
            }
        }
        GraphDef.Builder pruned = graph.toBuilder().clearNode();
        graph.getNodeList().stream()
                .filter(node -> kept.contains(node.getName()))
                .forEach(pruned::addNode);
        return pruned.build();
    }

    /** Returns the graph without attributes that have their default value, also in its functions. */
    GraphDef stripped(GraphDef graph) {
        GraphDef.Builder stripped = graph.toBuilder();
        stripped.getNodeBuilderList().forEach(this::strip);
        stripped.getLibraryBuilder()
                .getFunctionBuilderList()
                .forEach(function -> function.getNodeDefBuilderList().forEach(this::strip));
        return stripped.build();
    }

    /**
     * Returns the definitions of the operations that a graph uses, in the order of their names, without descriptions.
     */
    OpList operationsOf(GraphDef graph) {
        Map<String, OpDef> used = new TreeMap<>();
        graph.getNodeList().forEach(node -> use(node, used));
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            function.getNodeDefList().forEach(node -> use(node, used));
        }
        return OpList.newBuilder().addAllOp(used.values()).build();
    }

    private void use(NodeDef node, Map<String, OpDef> used) {
        OpDef operation = operations.get(node.getOp());
        if (operation != null) {
            used.computeIfAbsent(node.getOp(), name -> withoutDescriptions(operation));
        }
    }

    private static OpDef withoutDescriptions(OpDef operation) {
        OpDef.Builder lean = operation.toBuilder().clearSummary().clearDescription();
        lean.getInputArgBuilderList().forEach(OpDef.ArgDef.Builder::clearDescription);
        lean.getOutputArgBuilderList().forEach(OpDef.ArgDef.Builder::clearDescription);
        lean.getAttrBuilderList().forEach(OpDef.AttrDef.Builder::clearDescription);
        return lean.build();
    }

    private void strip(NodeDef.Builder node) {
        OpDef operation = operations.get(node.getOp());
        if (operation == null) {
            return;
        }
        for (OpDef.AttrDef attribute : operation.getAttrList()) {
            AttrValue value = node.getAttrMap().get(attribute.getName());
            if (value != null && attribute.hasDefaultValue() && same(value, attribute.getDefaultValue())) {
                node.removeAttr(attribute.getName());
            }
        }
    }

    /**
     * Returns whether two values are equal. An empty list loses its type in the C library, so any two empty lists are
     * equal.
     */
    private static boolean same(AttrValue value, AttrValue byDefault) {
        boolean bothEmpty = value.hasList()
                && byDefault.hasList()
                && value.getList().getAllFields().isEmpty()
                && byDefault.getList().getAllFields().isEmpty();
        return bothEmpty || value.equals(byDefault);
    }
}
