// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * Refuses SavedModels that make a tensor out of all proportion: a graph of five kilobytes can resize an image to fill
 * the memory. Sizes are those that TensorFlow infers from the graph alone, for one image; those that are known only
 * when the graph runs are not limited.
 */
final class TensorSizes {
    /** Values; ten times what VGG-16 makes of an image. */
    private static final long MOST = 1L << 25;

    private final Path version;
    private final long most;

    private TensorSizes(Path version, long most) {
        this.version = version;
        this.most = most;
    }

    /**
     * Looks at each tensor of a model.
     *
     * @param version the SavedModel's folder
     * @param model its file
     * @throws UserInputException if one is too large
     * @throws RuntimeException if the graph is damaged
     * @throws IOException if the files cannot be listed
     */
    static void requireLimited(Path version, SavedModel model) throws IOException {
        // Weights have at most as many values as the files have bytes.
        TensorSizes sizes = new TensorSizes(version, Math.max(MOST, bytes(version)));
        for (MetaGraphDef each : model.getMetaGraphsList()) {
            GraphDef program = each.getGraphDef();
            sizes.require(program);
            if (program.getLibrary().getFunctionCount() > 0) {
                FunctionBody body = new FunctionBody(program);
                for (FunctionDef function : program.getLibrary().getFunctionList()) {
                    sizes.require(body.graph(function));
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

    private void require(GraphDef definition) {
        if (definition.getNodeCount() == 0) {
            // TensorFlow's Java crashes on an empty one.
            return;
        }
        try (Graph graph = new Graph()) {
            graph.importGraphDef(definition);
            for (Iterator<GraphOperation> operations = graph.operations(); operations.hasNext(); ) {
                GraphOperation operation = operations.next();
                for (int i = 0; i < operation.numOutputs(); i++) {
                    require(operation, operation.output(i));
                }
            }
        }
    }

    private void require(GraphOperation operation, Output<?> output) {
        Shape shape = output.shape();
        if (shape.isUnknown()) {
            return;
        }
        double values = 1;
        for (long dimension : shape.asArray()) {
            // The batch, of one image, and what only running tells.
            values *= dimension < 0 ? 1 : dimension;
        }
        if (values > most) {
            throw new UserInputException("model " + version + ": " + operation.name() + " (" + operation.type()
                    + ") makes a tensor of the shape " + shape + " for one image, expected at most " + most
                    + " values; use a model that this library exported");
        }
    }
}
