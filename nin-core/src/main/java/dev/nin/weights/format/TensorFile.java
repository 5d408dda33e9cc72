// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import java.io.IOException;
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
