// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * What this process holds at one moment.
 *
 * @param resident bytes of memory that the system has given it
 * @param heap bytes of Java's heap in use
 * @param nativeObjects tensors, sessions and other objects of native libraries that Java code holds
 */
public record ProcessMemory(long resident, long heap, long nativeObjects) {
    private static final double MEGABYTE = 1 << 20;

    /**
     * Measures.
     *
     * @return what is held now
     */
    public static ProcessMemory now() {
        Runtime runtime = Runtime.getRuntime();
        return new ProcessMemory(
                Pointer.physicalBytes(), runtime.totalMemory() - runtime.freeMemory(), Pointer.totalCount());
    }

    /** One line for the user. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "memory: %.0f MB resident, %.0f MB of Java's heap in use, %d native objects",
                resident / MEGABYTE,
                heap / MEGABYTE,
                nativeObjects);
    }
}
