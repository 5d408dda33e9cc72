// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.proto.SignatureDef;

/**
 * A loaded version, run by its signatures. Thread-safe, but close it only when no request is running. What is not a
 * SavedModel has signatures that describe what it takes and returns.
 */
public interface RunnableModel extends AutoCloseable {
    /** Returns the version's folder. */
    Path folder();

    /** Returns the manifest; empty for a model of another library. */
    Optional<ModelManifest> manifest();

    /** Returns the signatures in the order of their keys. */
    Map<String, SignatureDef> signatures();

    /** Returns what runs it, with its version, such as ONNX Runtime 1.28.0. */
    String runtime();

    /** Returns what wrote it, with its version, such as TensorFlow 2.18.0. */
    String producer();

    /**
     * Runs the model.
     *
     * @param signature one of this model's signatures
     * @param inputs the tensors by the inputs' names; the caller closes them
     * @param outputs the names of the outputs to return
     * @return the outputs in the order of the names, to be closed by the caller
     */
    Outputs run(SignatureDef signature, Map<String, ? extends Tensor> inputs, List<String> outputs);

    @Override
    void close();

    /**
     * The outputs of a run.
     *
     * @param tensors the tensors in the order of the names
     * @param closing closes all of them
     */
    record Outputs(List<Tensor> tensors, Runnable closing) implements AutoCloseable {
        /** Copies the list. */
        public Outputs {
            tensors = List.copyOf(tensors);
        }

        /** Returns an output by its place. */
        public Tensor get(int place) {
            return tensors.get(place);
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
