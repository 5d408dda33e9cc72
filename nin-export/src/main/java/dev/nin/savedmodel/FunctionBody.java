// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.primitives.Ints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Converts a graph's functions to separate graphs whose arguments are fed. Functions refer to a node's outputs by name,
 * {@code node:output:0}; graphs refer to them by index, {@code node:0}.
 */
final class FunctionBody {
    private final GraphDef program;
    private final Map<String, OpDef> operations = new HashMap<>();

    FunctionBody(GraphDef program) {
        this.program = program;
        TensorFlow.registeredOpList().getOpList().forEach(operation -> operations.put(operation.getName(), operation));
        program.getLibrary()
                .getFunctionList()
                .forEach(function -> operations.put(function.getSignature().getName(), function.getSignature()));
    }

    GraphDef graph(FunctionDef function) {
        GraphDef.Builder graph = GraphDef.newBuilder();
        graph.setVersions(program.getVersions());
        for (OpDef.ArgDef argument : function.getSignature().getInputArgList()) {
            graph.addNode(NodeDef.newBuilder()
                    .setName(argument.getName())
                    .setOp("Placeholder")
                    .putAttr(
                            "dtype",
                            AttrValue.newBuilder().setType(argument.getType()).build()));
        }
        Map<String, NodeDef> nodes = new HashMap<>();
        function.getNodeDefList().forEach(node -> nodes.put(node.getName(), node));
        for (NodeDef node : function.getNodeDefList()) {
            // Functions ignore the colocation of nodes.
            NodeDef.Builder copy =
                    graph.addNodeBuilder().mergeFrom(node).clearInput().removeAttr("_class");
            node.getInputList().forEach(input -> copy.addInput(input(input, nodes)));
        }
        return graph.build();
    }

    private String input(String input, Map<String, NodeDef> nodes) {
        String[] parts = input.split(":", -1);
        NodeDef node = nodes.get(parts[0]);
        if (node == null || parts.length == 1) {
            return input;
        }
        @Nullable Integer place = Ints.tryParse(parts.length == 2 ? "0" : parts[2]);
        return place == null ? input : parts[0] + ":" + (place(node, parts[1]) + place);
    }

    /** Returns the number of a node's outputs before the named ones. */
    private int place(NodeDef node, String name) {
        int place = 0;
        OpDef operation = operations.getOrDefault(node.getOp(), OpDef.getDefaultInstance());
        for (OpDef.ArgDef output : operation.getOutputArgList()) {
            if (output.getName().equals(name)) {
                return place;
            }
            place += length(node, output);
        }
        return 0;
    }

    private static int length(NodeDef node, OpDef.ArgDef output) {
        List<?> types = node.getAttrOrDefault(output.getTypeListAttr(), AttrValue.getDefaultInstance())
                .getList()
                .getTypeList();
        if (!output.getTypeListAttr().isEmpty()) {
            return types.size();
        }
        return output.getNumberAttr().isEmpty()
                ? 1
                : (int) node.getAttrOrDefault(output.getNumberAttr(), AttrValue.getDefaultInstance())
                        .getI();
    }
}
