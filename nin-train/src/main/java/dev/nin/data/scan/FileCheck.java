// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import java.io.IOException;

/** Decides from the start and the end of a file whether it is a whole image. Used by several threads at a time. */
public interface FileCheck {
    /**
     * Checks a file.
     *
     * @param file the file, which is not empty
     * @return its size in pixels, or what is wrong with it
     * @throws IOException if it cannot be read, or is no image; the message becomes the finding's problem
     */
    Finding check(FileContent file) throws IOException;

    /**
     * The version of the rules: what was found by others is not used again.
     *
     * @return a number that changes with what {@link #check} answers
     */
    int version();
}
