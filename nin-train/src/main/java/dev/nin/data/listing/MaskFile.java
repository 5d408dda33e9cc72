// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;

/**
 * A file that holds the classes of an image's pixels, as they are stored.
 *
 * @param path where it is
 * @param name its path within the listing's folder, with slashes, as messages show it
 * @param orientation how it must be turned with its image, from 1 (not at all) to 8, as EXIF numbers it; 1 until the
 *     image has been looked into
 */
public record MaskFile(Path path, String name, int orientation) {
    /**
     * A mask whose image has not been looked into.
     *
     * @param path where it is
     * @param name its path within the listing's folder
     */
    public MaskFile(Path path, String name) {
        this(path, name, 1);
    }
}
