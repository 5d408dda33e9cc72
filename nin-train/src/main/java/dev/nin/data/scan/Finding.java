// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import org.jspecify.annotations.Nullable;

/**
 * What a check found out about an image file.
 *
 * @param height rows of pixels of the image as people see it, turned as EXIF says
 * @param width columns of pixels of the image as people see it
 * @param problem why the file cannot be used, in a clause that begins with "it"; null if it can
 */
public record Finding(int height, int width, @Nullable String problem) {
    /**
     * A finding on a good file.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @return the finding
     */
    public static Finding image(int height, int width) {
        return new Finding(height, width, null);
    }

    /**
     * A finding on a bad file.
     *
     * @param problem why it cannot be used, in a clause that begins with "it"
     * @return the finding
     */
    public static Finding bad(String problem) {
        return new Finding(0, 0, problem);
    }
}
