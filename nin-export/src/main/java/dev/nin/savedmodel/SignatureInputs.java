// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.primitives.Ints;
import dev.nin.UserInputException;
import dev.nin.messages.TensorInfos;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Rejects signatures whose inputs do not match the graph: some operations crash the process when fed with such inputs.
 */
final class SignatureInputs {
    private SignatureInputs() {}

    /**
     * Compares the inputs of signatures with the graph.
     *
     * @param version the SavedModel's folder
     * @throws UserInputException if the graph does not have an input, or its shape is incompatible with the signature's
     */
    static void requireTrue(Path version, Map<String, SignatureDef> signatures, Graph graph) {
        new TreeMap<>(signatures)
                .forEach((key, signature) -> new TreeMap<>(signature.getInputsMap()).forEach((name, input) -> {
                    @Nullable Shape shape = shape(graph, input.getName());
                    if (shape == null || !goesWith(shape, input)) {
                        throw new UserInputException("model " + version + ": signature " + key + " takes " + name
                                + " of the shape " + TensorInfos.shape(input) + ", its graph "
                                + (shape == null ? "has no " + input.getName() : "takes " + shape)
                                + "; export it again");
                    }
                }));
    }

    private static @Nullable Shape shape(Graph graph, String tensor) {
        @Nullable GraphOperation operation = graph.operation(TensorInfos.operation(tensor));
        int colon = tensor.indexOf(':');
        @Nullable Integer place = Ints.tryParse(colon < 0 ? "0" : tensor.substring(colon + 1));
        if (operation == null || place == null || place < 0 || place >= operation.numOutputs()) {
            return null;
        }
        return operation.output(place).shape();
    }

    private static boolean goesWith(Shape shape, TensorInfo input) {
        return input.getTensorShape().getUnknownRank() || shape.isCompatibleWith(TensorInfos.shape(input));
    }
}
