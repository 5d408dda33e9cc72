// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An open file of tensors. Opening it reads the names and shapes; values are read one tensor at a time, so that nothing
 * is allocated for tensors that are not used.
 */
public interface TensorFile extends AutoCloseable {
    /**
     * Returns the file's tensors.
     *
     * @return the tensors by name, in the file's order
     */
    Map<String, StoredTensor> tensors();

    /**
     * Returns the tensors by layer, for files such as Keras's that group tensors by layer instead of naming them.
     *
     * @return each layer's tensors in the layer's own order, in the file's order of layers; empty for other files
     */
    default Map<String, List<StoredTensor>> layers() {
        return Map.of();
    }

    /**
     * Returns whether the file's modules or layers are in the order in which the network created them.
     *
     * @return false if they are in the order of their names
     */
    boolean isOrdered();

    /**
     * Returns alternative names of layers.
     *
     * @return a map from the name that a network's author gave to the layer's name in {@link #layers()}
     */
    default Map<String, String> aliases() {
        return Map.of();
    }

    /**
     * Reads a tensor's values.
     *
     * @param tensor one of {@link #tensors()} whose type is a {@link FloatType}
     * @return the values as float32, the last dimension varying fastest
     * @throws IOException if the file cannot be read
     * @throws DamagedFileException if the file is shorter than it claims, or stores the values in an unsupported form
     */
    float[] values(StoredTensor tensor) throws IOException, DamagedFileException;

    @Override
    void close() throws IOException;
}
