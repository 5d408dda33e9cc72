// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An open file of tensors. What it holds is known when it is open; values are read one tensor at a time, so that
 * nothing is allocated for a tensor that nobody asks for.
 */
public interface TensorFile extends AutoCloseable {
    /**
     * What the file holds.
     *
     * @return the tensors by name, in the file's order
     */
    Map<String, StoredTensor> tensors();

    /**
     * The tensors by layer, where a file has them so and their names say nothing, as in Keras's files.
     *
     * @return each layer's tensors in the layer's own order, in the file's order of layers; empty for other files
     */
    default Map<String, List<StoredTensor>> layers() {
        return Map.of();
    }

    /**
     * Whether the file has its modules or layers in the order in which the network made them.
     *
     * @return false if they are in the order of their names
     */
    boolean isOrdered();

    /**
     * Other names of layers.
     *
     * @return for the name that a network's author gave, the layer's name in {@link #layers()}
     */
    default Map<String, String> aliases() {
        return Map.of();
    }

    /**
     * Reads a tensor's values.
     *
     * @param tensor one of {@link #tensors()}, of a type that {@link FloatType} names
     * @return the values as float32, the last dimension fastest
     * @throws IOException if the file cannot be read
     * @throws DamagedFileException if the file is shorter than it says, or has the values in no form that is read
     */
    float[] values(StoredTensor tensor) throws IOException, DamagedFileException;

    @Override
    void close() throws IOException;
}
