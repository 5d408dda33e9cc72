// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import java.io.IOException;

/** Where a file has the numbers of its storages. */
interface StorageSource extends AutoCloseable {
    /**
     * Checks that the file has as many numbers of a storage as it says.
     *
     * @throws DamagedFileException if it has not
     */
    void check(TorchStorage storage) throws DamagedFileException;

    /**
     * Reads numbers of a storage that was checked.
     *
     * @param offset the first number's place
     * @param count how many
     */
    float[] read(TorchStorage storage, FloatType type, long offset, int count) throws IOException, DamagedFileException;

    @Override
    void close() throws IOException;
}
