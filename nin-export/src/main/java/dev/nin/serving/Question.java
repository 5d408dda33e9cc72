// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;

/**
 * What is asked about each image of a batch.
 *
 * @param outputs the names of what is fetched; empty for all there is
 * @param reader makes answers of it
 */
record Question<T>(List<String> outputs, Reader<T> reader) {
    /** Reads the answers about a batch. */
    interface Reader<T> {
        /**
         * Reads them.
         *
         * @param outputs by their names, the batch first; closed by the caller
         * @param names of the classes, tags or values of the model's only task, in order; empty if it has none
         * @return an answer for each image
         */
        List<T> read(Map<String, Tensor> outputs, List<String> names);
    }

    /** A name by its place, which is the place itself in a model that does not tell. */
    static String name(List<String> names, int place) {
        return place < names.size() ? names.get(place) : Integer.toString(place);
    }
}
