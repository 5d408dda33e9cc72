// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;

/** C library functions that Java does not offer: the process's own environment and file descriptors. */
interface CLibrary extends Library {
    /** Descriptor of the standard error stream. */
    int STANDARD_ERROR = 2;

    /** Flag to open a file for writing. */
    int WRITE_ONLY = 1;

    /** Loads the C library of this process. */
    static CLibrary load() {
        return Native.load("c", CLibrary.class);
    }

    /** Sets an environment variable; if overwrite is 0, an existing value is kept. */
    int setenv(String name, String value, int overwrite);

    /** Returns the value of an environment variable; null if it is not set. */
    @Nullable String getenv(String name);

    /** Opens a file and returns its descriptor. */
    int open(String path, int flags);

    /** Duplicates a descriptor. */
    int dup(int descriptor);

    /** Makes the target descriptor a duplicate of another. */
    int dup2(int descriptor, int target);

    /** Closes a descriptor. */
    int close(int descriptor);
}
