// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/**
 * Something that reads a folder of photographs for training, to be timed: windows of 224 x 224 pixels, mirrored by
 * chance.
 */
interface PhotoReader extends AutoCloseable {
    /** Reads all photographs once. */
    double imagesPerSecond();

    @Override
    void close();
}
