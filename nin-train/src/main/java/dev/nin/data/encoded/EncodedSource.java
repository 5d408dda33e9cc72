// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.encoded;

import java.io.IOException;

/**
 * A source of image files by number, usually with one class each: from a folder, from record files or from elsewhere,
 * such as a database. Safe for use by several threads. {@link EncodedDataset} decodes them.
 */
public interface EncodedSource {
    /**
     * Returns the number of images.
     *
     * @return at least 1
     */
    int size();

    /**
     * Reads an image file.
     *
     * @param index the image's number
     * @return the bytes of a JPEG, PNG or BMP file
     * @throws IOException if it cannot be read
     */
    byte[] read(int index) throws IOException;

    /**
     * Returns an image's class.
     *
     * @param index the image's number
     * @return the class's number, from 0
     * @throws IllegalStateException unless overridden
     */
    default int label(int index) {
        throw new IllegalStateException("image " + name(index) + " has no class");
    }

    /**
     * Returns an image's name for messages.
     *
     * @param index the image's number
     * @return the name, such as a file's path
     */
    String name(int index);

    /**
     * Returns bytes that identify an image.
     *
     * @param index the image's number
     * @return the whole file, or fewer bytes if these suffice, such as a hash
     * @throws IOException if it cannot be read
     */
    default byte[] fingerprint(int index) throws IOException {
        return read(index);
    }
}
