// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import dev.nin.UserInputException;
import dev.nin.messages.TensorInfos;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Rejects SavedModels that do more than compute: a graph is a program, and TensorFlow has operations that read and
 * write any file, connect to other machines or call Python. Operations that run only when a model is saved are not
 * checked.
 */
final class OperationAllowList {
    private static final Pattern RESTORING = Pattern.compile("Restore|RestoreSlice|RestoreV2");
    private static final Pattern OUTSIDE = Pattern.compile("ReadFile|WriteFile|MatchingFiles|.*Reader.*|.*Dataset.*"
            + "|Save.*|MergeV2Checkpoints|Print|PrintV2|.*Summary.*|ImportEvent|Debug.*|.*PyFunc.*|RecordInput"
            + "|InitializeTableFromTextFile.*|Collective.*|_?(Host)?(Send|Recv).*|Rpc.*|TryRpc.*|RemoteCall"
            + "|Gcs.*|BigQuery.*|CloudBigtable.*|.*TPU.*|DistributedSave|ImmutableConst|LoadAndRemapMatrix"
            + "|GenerateVocabRemapping|FixedUnigramCandidateSampler|Skipgram|DecodeProtoV2|EncodeProto"
            + "|FileSystemSetConfiguration|Abort");

    private final Path version;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    /** The functions that replace the gradients of others. */
    private final Map<String, String> gradients = new HashMap<>();

    private final Set<String> seen = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<NodeDef> open = new ArrayDeque<>();
    /** The nodes of functions, which are called as a whole. */
    private final Deque<NodeDef> openInside = new ArrayDeque<>();

    private OperationAllowList(Path version, GraphDef graph) {
        this.version = version;
        graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            functions.put(function.getSignature().getName(), function);
        }
        graph.getLibrary()
                .getGradientList()
                .forEach(gradient -> gradients.put(gradient.getFunctionName(), gradient.getGradientFunc()));
    }

    /**
     * Checks the operations that a model runs when it is loaded and used.
     *
     * @param version the SavedModel's folder
     * @return the names of the functions that it calls
     * @throws UserInputException if it runs a forbidden operation, or one that its graph does not have
     */
    static Set<String> requireUntouched(Path version, MetaGraphDef model) {
        OperationAllowList world = new OperationAllowList(version, model.getGraphDef());
        Stream<String> outputs = model.getSignatureDefMap().values().stream()
                .flatMap(signature -> signature.getOutputsMap().values().stream())
                .filter(TensorInfo::hasName)
                .map(TensorInfo::getName);
        Stream.concat(outputs, Initialization.own(model).stream()).forEach(world::start);
        // Only restoring the model's own variables may use these operations.
        world.look(operation -> OUTSIDE.matcher(operation).matches()
                || RESTORING.matcher(operation).matches());
        Initialization.restoring(model).ifPresent(world::start);
        world.look(operation -> OUTSIDE.matcher(operation).matches());
        return world.called;
    }

    private void start(String tensor) {
        if (!nodes.containsKey(TensorInfos.operation(tensor))) {
            throw new UserInputException(
                    "model " + version + " runs " + tensor + ", which its graph does not have; export it again");
        }
        read(tensor);
    }

    private void look(Predicate<String> isOutside) {
        // A graph has many operations of few types.
        Set<String> judged = new HashSet<>();
        while (!open.isEmpty() || !openInside.isEmpty()) {
            boolean isInside = open.isEmpty();
            NodeDef node = isInside ? openInside.remove() : open.remove();
            if (judged.add(node.getOp()) && isOutside.test(node.getOp())) {
                throw new UserInputException("model " + version + " runs the operation " + node.getOp()
                        + ", which accesses resources outside the model; use a model that only computes");
            }
            if (!isInside) {
                node.getInputList().forEach(this::read);
            }
            node.getAttrMap().values().forEach(this::call);
            call(node.getOp());
        }
    }

    private void read(String input) {
        String name = TensorInfos.operation(input);
        NodeDef node = nodes.get(name);
        if (node != null && seen.add(name)) {
            open.add(node);
        }
    }

    private void call(AttrValue value) {
        Stream.concat(
                        value.hasFunc() ? Stream.of(value.getFunc()) : Stream.empty(),
                        value.getList().getFuncList().stream())
                .forEach(function -> {
                    call(function.getName());
                    function.getAttrMap().values().forEach(this::call);
                });
    }

    private void call(String name) {
        FunctionDef function = functions.get(name);
        if (function != null && called.add(name)) {
            openInside.addAll(function.getNodeDefList());
            call(gradients.getOrDefault(name, name));
        }
    }
}
