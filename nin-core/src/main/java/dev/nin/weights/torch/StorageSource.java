// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import java.io.IOException;

/** Reads the numbers of a file's storages. */
interface StorageSource extends AutoCloseable {
    /**
     * Checks that the file holds as many numbers of a storage as it claims.
     *
     * @throws DamagedFileException if it does not
     */
    void check(TorchStorage storage) throws DamagedFileException;

    /**
     * Reads numbers of a checked storage.
     *
     * @param offset the index of the first number
     * @param count the number of values
     */
    float[] read(TorchStorage storage, FloatType type, long offset, int count) throws IOException, DamagedFileException;

    @Override
    void close() throws IOException;
}
