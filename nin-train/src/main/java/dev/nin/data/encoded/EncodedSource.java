// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.encoded;

import java.io.IOException;

/**
 * Image files by number, most with a class each: from a folder, from record files or from anywhere else, such as a
 * database. Safe for use by several threads. {@link EncodedDataset} decodes them.
 */
public interface EncodedSource {
    /**
     * Number of images.
     *
     * @return at least 1
     */
    int size();

    /**
     * Reads an image as it is stored.
     *
     * @param index which image
     * @return a JPEG, PNG or BMP file
     * @throws IOException if it cannot be read
     */
    byte[] read(int index) throws IOException;

    /**
     * An image's class.
     *
     * @param index which image
     * @return the class's number, from 0
     * @throws IllegalStateException unless overridden
     */
    default int label(int index) {
        throw new IllegalStateException("image " + name(index) + " has no class");
    }

    /**
     * What messages call an image.
     *
     * @param index which image
     * @return such as a file's path
     */
    String name(int index);

    /**
     * What tells an image from another.
     *
     * @param index which image
     * @return the whole file, or less where that is as good, such as a hash
     * @throws IOException if it cannot be read
     */
    default byte[] fingerprint(int index) throws IOException {
        return read(index);
    }
}
