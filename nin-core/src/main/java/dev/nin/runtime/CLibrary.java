// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;

/** The parts of the C library that Java does not offer: its own process's environment and file descriptors. */
interface CLibrary extends Library {
    /** Descriptor of the standard error stream. */
    int STANDARD_ERROR = 2;

    /** For writing. */
    int WRITE_ONLY = 1;

    /** Loads the C library of this process. */
    static CLibrary load() {
        return Native.load("c", CLibrary.class);
    }

    /** Sets a variable of the environment; where overwrite is 0, one that is set stays. */
    int setenv(String name, String value, int overwrite);

    /** The value of a variable of the environment; null without one. */
    @Nullable String getenv(String name);

    /** Opens a file and returns its descriptor. */
    int open(String path, int flags);

    /** Copies a descriptor to a new one. */
    int dup(int descriptor);

    /** Lets a descriptor mean what another means. */
    int dup2(int descriptor, int target);

    /** Closes a descriptor. */
    int close(int descriptor);
}
