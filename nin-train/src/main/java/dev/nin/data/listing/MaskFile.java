// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;

/**
 * A mask file: it holds the classes of an image's pixels.
 *
 * @param path the file
 * @param name the path within the listed folder, with slashes, as shown in messages
 * @param orientation the EXIF orientation of its image, from 1 (upright) to 8, which applies to the mask as well; 1
 *     until the image's header has been read
 */
public record MaskFile(Path path, String name, int orientation) {
    /**
     * Creates a mask whose image has not been read.
     *
     * @param path the file
     * @param name the path within the listed folder
     */
    public MaskFile(Path path, String name) {
        this(path, name, 1);
    }
}
