// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import java.io.IOException;

/** A check, by the start and end of a file, that it is a complete image. Used by several threads concurrently. */
public interface FileCheck {
    /**
     * Checks a file.
     *
     * @param file the file, which is not empty
     * @return the image's size in pixels, or what is wrong with the file
     * @throws IOException if it cannot be read, or is not an image; the message becomes the finding's problem
     */
    Finding check(FileContent file) throws IOException;

    /**
     * Returns the version of the rules; cached findings of other versions are not used.
     *
     * @return a number that changes with the results of {@link #check}
     */
    int version();
}
