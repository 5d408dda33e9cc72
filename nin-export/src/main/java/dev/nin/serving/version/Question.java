// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;

/**
 * A request for outputs for each image of a batch.
 *
 * @param outputs the names of the outputs to fetch; empty for all
 * @param reader converts the outputs to predictions
 */
public record Question<T>(List<String> outputs, Reader<T> reader) {
    /** Converts a batch's outputs to predictions. */
    public interface Reader<T> {
        /**
         * Converts the outputs.
         *
         * @param outputs the outputs by name, (batch, ...); closed by the caller
         * @param source the version that returned them
         * @return a prediction for each image
         */
        List<T> read(Map<String, Tensor> outputs, Source source);
    }

    /**
     * The version that returned an answer.
     *
     * @param version the name of its folder, such as 3
     * @param names the names of the classes, tags or values of its only task, in order; empty if it has none
     */
    public record Source(String version, List<String> names) {
        /** Copies the names. */
        public Source {
            names = List.copyOf(names);
        }
    }

    /** Returns a name by its index, or the index itself if the model does not state names. */
    public static String name(List<String> names, int place) {
        return place < names.size() ? names.get(place) : Integer.toString(place);
    }
}
