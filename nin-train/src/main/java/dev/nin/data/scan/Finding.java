// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import org.jspecify.annotations.Nullable;

/**
 * The result of checking an image file.
 *
 * @param height rows of pixels of the image as displayed, after applying its EXIF orientation
 * @param width columns of pixels of the image as displayed
 * @param problem why the file cannot be used, in a clause that starts with "it"; null if it can
 */
public record Finding(int height, int width, @Nullable String problem) {
    /**
     * Creates the finding for a good file.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @return the finding
     */
    public static Finding image(int height, int width) {
        return new Finding(height, width, null);
    }

    /**
     * Creates the finding for a bad file.
     *
     * @param problem why it cannot be used, in a clause that starts with "it"
     * @return the finding
     */
    public static Finding bad(String problem) {
        return new Finding(0, 0, problem);
    }
}
