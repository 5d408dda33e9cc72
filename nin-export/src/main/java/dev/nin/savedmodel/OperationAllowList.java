// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.messages.TensorInfos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Rejects SavedModels that may do more than compute: a graph is a program, and TensorFlow has operations that read and
 * write any file, connect to other machines or call Python. Only operations of a list are accepted, those of image
 * models and of what Keras exports, and those that the caller allows. Operations that run only when a model is saved
 * are not checked.
 */
final class OperationAllowList {
    /** The setting by which a caller allows more operations. */
    private static final String SETTING = "allowOperations";

    private static final Set<String> COMPUTING = read();
    /** Only restoring the model's own variables may use these. */
    private static final Set<String> RESTORING = Set.of("Restore", "RestoreSlice", "RestoreV2");

    private final Path version;
    private final Set<String> allowed;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    /** The functions that replace the gradients of others. */
    private final Map<String, String> gradients = new HashMap<>();

    private final Set<String> seen = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<NodeDef> open = new ArrayDeque<>();
    /** The nodes of functions, which are called as a whole. */
    private final Deque<NodeDef> openInside = new ArrayDeque<>();

    private OperationAllowList(Path version, GraphDef graph, Set<String> allowed) {
        this.version = version;
        this.allowed = allowed;
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
     * @param allowed the types of further operations to accept
     * @return the names of the functions that it calls
     * @throws UserInputException if it runs an operation that is not accepted, or one that its graph does not have
     */
    static Set<String> requireComputing(Path version, MetaGraphDef model, Set<String> allowed) {
        OperationAllowList world = new OperationAllowList(version, model.getGraphDef(), allowed);
        Stream<String> outputs = model.getSignatureDefMap().values().stream()
                .flatMap(signature -> signature.getOutputsMap().values().stream())
                .filter(TensorInfo::hasName)
                .map(TensorInfo::getName);
        Stream.concat(outputs, Initialization.own(model).stream()).forEach(world::start);
        world.look(Set.of());
        Initialization.restoring(model).ifPresent(world::start);
        world.look(RESTORING);
        return world.called;
    }

    private void start(String tensor) {
        if (!nodes.containsKey(TensorInfos.operation(tensor))) {
            throw new UserInputException(
                    "model " + version + " runs " + tensor + ", which its graph does not have; export it again");
        }
        read(tensor);
    }

    private void look(Set<String> further) {
        while (!open.isEmpty() || !openInside.isEmpty()) {
            boolean isInside = open.isEmpty();
            NodeDef node = isInside ? openInside.remove() : open.remove();
            String operation = node.getOp();
            if (!COMPUTING.contains(operation)
                    && !functions.containsKey(operation)
                    && !further.contains(operation)
                    && !allowed.contains(operation)) {
                throw new InvalidSettingException(
                        SETTING,
                        "lacks " + operation + ", which the model " + version
                                + " runs and which may access resources outside the model; add it if you trust the model");
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

    private static Set<String> read() {
        URL list = Objects.requireNonNull(OperationAllowList.class.getResource("operations.txt"));
        try {
            return Splitter.on(CharMatcher.whitespace())
                    .omitEmptyStrings()
                    .splitToStream(Resources.toString(list, StandardCharsets.UTF_8))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("operations.txt cannot be read", e);
        }
    }

    private void call(String name) {
        FunctionDef function = functions.get(name);
        if (function != null && called.add(name)) {
            openInside.addAll(function.getNodeDefList());
            call(gradients.getOrDefault(name, name));
        }
    }
}
