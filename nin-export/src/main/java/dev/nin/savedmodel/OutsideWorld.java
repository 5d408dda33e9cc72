// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import dev.nin.model.UserInputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Refuses SavedModels that do more than compute: a graph is a program, and TensorFlow has operations that read and
 * write any file, connect to other machines or call Python. What only saving a model would run is left out.
 */
final class OutsideWorld {
    private static final Pattern OPERATION = Pattern.compile("ReadFile|WriteFile|MatchingFiles|.*Reader.*|.*Dataset.*"
            + "|Save.*|MergeV2Checkpoints|Print|PrintV2|.*Summary.*|ImportEvent|Debug.*|.*PyFunc.*|RecordInput"
            + "|InitializeTableFromTextFile.*|Collective.*|_?(Host)?(Send|Recv).*|Rpc.*|TryRpc.*|RemoteCall"
            + "|Gcs.*|BigQuery.*|CloudBigtable.*|.*TPU.*|DistributedSave");

    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<NodeDef> open = new ArrayDeque<>();

    private OutsideWorld(GraphDef graph) {
        graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
        graph.getLibrary()
                .getFunctionList()
                .forEach(function -> functions.put(function.getSignature().getName(), function));
    }

    /**
     * Looks at what a model runs when it is loaded and asked.
     *
     * @param version the SavedModel's folder
     * @throws UserInputException if it runs such an operation, or one that its graph does not have
     */
    static void requireUntouched(Path version, MetaGraphDef model) {
        new OutsideWorld(model.getGraphDef()).look(version, roots(model));
    }

    /** The nodes that loading and asking run. */
    private static Collection<String> roots(MetaGraphDef graph) {
        Set<String> roots = new HashSet<>();
        graph.getSignatureDefMap()
                .values()
                .forEach(
                        signature -> signature.getOutputsMap().values().forEach(output -> roots.add(output.getName())));
        roots.addAll(Initialization.operations(graph));
        return roots;
    }

    private void look(Path version, Collection<String> roots) {
        for (String root : roots) {
            if (!nodes.containsKey(node(root))) {
                throw new UserInputException(
                        "model " + version + " runs " + root + ", which its graph does not have; export it again");
            }
        }
        roots.forEach(this::read);
        while (!open.isEmpty()) {
            NodeDef node = open.remove();
            if (OPERATION.matcher(node.getOp()).matches()) {
                throw new UserInputException("model " + version + " runs the operation " + node.getOp()
                        + ", which reaches outside of it; use a model that only computes");
            }
            node.getInputList().forEach(this::read);
            node.getAttrMap().values().forEach(this::call);
            call(node.getOp());
        }
    }

    private void read(String input) {
        NodeDef node = nodes.remove(node(input));
        if (node != null) {
            open.add(node);
        }
    }

    /** The node of what is read, such as {@code name}, {@code name:1} or {@code ^name}. */
    static String node(String input) {
        String start = input.startsWith("^") ? input.substring(1) : input;
        int colon = start.indexOf(':');
        return colon < 0 ? start : start.substring(0, colon);
    }

    private void call(AttrValue value) {
        if (value.hasFunc()) {
            call(value.getFunc().getName());
        }
        value.getList().getFuncList().forEach(function -> call(function.getName()));
    }

    private void call(String name) {
        FunctionDef function = functions.get(name);
        if (function != null && called.add(name)) {
            open.addAll(function.getNodeDefList());
        }
    }
}
