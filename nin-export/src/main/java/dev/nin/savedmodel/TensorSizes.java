// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.protobuf.Message;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Refuses SavedModels that make a tensor out of all proportion: a graph of five kilobytes can resize an image to fill
 * the memory. Sizes are those that the file names and those that TensorFlow infers from the graph alone, for one image;
 * those that are known only when the graph runs are not limited.
 */
final class TensorSizes {
    /** Values; ten times what VGG-16 makes of an image. */
    private static final long MOST = 1L << 25;

    private final Path version;
    private final long most;

    /**
     * @param version the SavedModel's folder
     * @throws IOException if its files cannot be listed
     */
    TensorSizes(Path version) throws IOException {
        this.version = version;
        // Weights have at most as many values as the files have bytes.
        most = Math.max(MOST, bytes(version));
    }

    /**
     * Looks at the shapes that a model names. TensorFlow ends the process at one of more values than a long counts.
     *
     * @param message the model, or a part of it
     * @throws UserInputException if one is too large
     */
    void requireNamed(Message message) {
        if (message instanceof TensorShapeProto shape) {
            long[] dimensions = shape.getDimList().stream()
                    .mapToLong(TensorShapeProto.Dim::getSize)
                    .toArray();
            require("a node", Shape.of(dimensions));
        }
        for (Object field : message.getAllFields().values()) {
            for (Object value : field instanceof List<?> values ? values : List.of(field)) {
                if (value instanceof Message inner) {
                    requireNamed(inner);
                }
            }
        }
    }

    /**
     * Looks at the shapes that TensorFlow infers, in the graph and in its functions.
     *
     * @param program the model's graph
     * @param graph the same, as TensorFlow has it
     * @throws UserInputException if one is too large
     * @throws RuntimeException if a function is damaged
     */
    void requireInferred(GraphDef program, Graph graph) {
        require(graph);
        if (program.getLibrary().getFunctionCount() > 0) {
            FunctionBody body = new FunctionBody(program);
            for (FunctionDef function : program.getLibrary().getFunctionList()) {
                try (Graph inner = new Graph()) {
                    inner.importGraphDef(body.graph(function));
                    require(inner);
                }
            }
        }
    }

    private static long bytes(Path version) throws IOException {
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(version)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
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
            // The batch, of one image, and what only running tells.
            values *= dimension < 0 ? 1 : dimension;
        }
        if (values > most) {
            throw new UserInputException("model " + version + ": " + maker + " makes a tensor of the shape " + shape
                    + " for one image, expected at most " + most
                    + " values; use a model that this library exported");
        }
    }
}
