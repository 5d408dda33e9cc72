// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.protobuf.Message;
import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Rejects SavedModels that create excessively large tensors: a graph of five kilobytes can resize an image until memory
 * is full. It checks the sizes that the file states and those that TensorFlow infers from the graph, for one image;
 * sizes that are known only when the graph runs are not limited.
 */
final class TensorSizes {
    /** The maximum number of values of a tensor: ten times that of VGG-16 for one image. */
    private static final long MOST = 1L << 25;

    private final Path version;
    private final long most;

    /**
     * @param version the SavedModel's folder
     * @throws IOException if its files cannot be listed
     */
    TensorSizes(Path version) throws IOException {
        this.version = version;
        // Weights cannot have more values than the files have bytes.
        most = Math.max(MOST, bytes(version));
    }

    /**
     * Checks the shapes that a model states. A shape with more values than a long can count crashes TensorFlow's
     * process.
     *
     * @param message the model, or a part of it
     * @throws UserInputException if a shape is too large
     */
    void requireNamed(Message message) {
        requireNamed("it", message);
    }

    private void requireNamed(String owner, Message message) {
        if (message instanceof NodeDef node) {
            String maker = node.getName() + " (" + node.getOp() + ")";
            requireOneType(maker, node);
            node.getAttrMap().values().stream()
                    .filter(TensorSizes::mayNameShapes)
                    .forEach(value -> requireNamed(maker, value));
            return;
        }
        if (message instanceof TensorShapeProto shape) {
            long[] dimensions = shape.getDimList().stream()
                    .mapToLong(TensorShapeProto.Dim::getSize)
                    .toArray();
            require(owner, Shape.of(dimensions));
        }
        for (Object field : message.getAllFields().values()) {
            for (Object value : field instanceof List<?> values ? values : List.of(field)) {
                if (value instanceof Message inner) {
                    requireNamed(owner, inner);
                }
            }
        }
    }

    /**
     * Returns whether a value may contain shapes; most values of a graph are types and numbers, which need no
     * inspection.
     */
    private static boolean mayNameShapes(AttrValue value) {
        return switch (value.getValueCase()) {
            case SHAPE, TENSOR, LIST, FUNC -> true;
            case S, I, F, B, TYPE, PLACEHOLDER, VALUE_NOT_SET -> false;
        };
    }

    /**
     * Checks the shapes that TensorFlow infers in the graph and in its functions.
     *
     * @param program the model's graph
     * @param called the names of its functions that are called
     * @param graph the same graph, loaded into TensorFlow
     * @throws UserInputException if a shape is too large
     * @throws RuntimeException if a function is damaged
     */
    void requireInferred(GraphDef program, Set<String> called, Graph graph) {
        require(graph);
        List<FunctionDef> functions = program.getLibrary().getFunctionList().stream()
                .filter(function -> called.contains(function.getSignature().getName()))
                // A function whose types depend on its callers cannot be converted to a graph.
                .filter(function -> function.getSignature().getAttrCount() == 0 && function.getNodeDefCount() > 0)
                .toList();
        if (functions.isEmpty()) {
            return;
        }
        FunctionBody body = new FunctionBody(program);
        try (Graph inside = new Graph()) {
            inside.importGraphDef(program.toBuilder().clearNode().build());
            for (int i = 0; i < functions.size(); i++) {
                inside.importGraphDef(body.graph(functions.get(i)), "function_" + i);
            }
            require(inside);
        }
    }

    private static long bytes(Path version) throws IOException {
        long bytes = Files.size(version.resolve(SavedModelFormat.GRAPH));
        Path variables = version.resolve(SavedModelFormat.VARIABLES);
        if (Files.isDirectory(variables)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(variables)) {
                for (Path file : files) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    /** Requires one type for a constant; TensorFlow crashes the process if the types differ. */
    private void requireOneType(String maker, NodeDef node) {
        if (!node.getOp().equals("Const")) {
            return;
        }
        DataType named =
                node.getAttrOrDefault("dtype", AttrValue.getDefaultInstance()).getType();
        TensorProto value =
                node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
        if (named != value.getDtype()) {
            throw new UserInputException("model " + version + ": " + maker + " is " + named + " and has a value of "
                    + value.getDtype() + ", expected the same; export it again");
        }
    }

    private void require(Graph graph) {
        for (Iterator<GraphOperation> operations = graph.operations(); operations.hasNext(); ) {
            GraphOperation operation = operations.next();
            for (int i = 0; i < operation.numOutputs(); i++) {
                Shape shape = operation.output(i).shape();
                if (!shape.isUnknown()) {
                    require(operation.name() + " (" + operation.type() + ")", shape);
                }
            }
        }
    }

    private void require(String maker, Shape shape) {
        double values = 1;
        for (long dimension : shape.asArray()) {
            // Dimensions that are unknown, such as the batch, are -1. TensorFlow multiplies in this order, so a later 0
            // does not help.
            values *= Math.max(1, dimension);
        }
        if (values > most) {
            throw new UserInputException("model " + version + ": " + maker + " makes a tensor of the shape " + shape
                    + ", expected at most " + most + " values; use a model that this library exported");
        }
    }
}
