// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.TensorFlow;

/**
 * The memory use of this process at one point in time.
 *
 * @param resident resident memory in bytes without shared pages, such as those of libraries
 * @param heap used bytes of the Java heap
 * @param nativeObjects number of tensors, sessions and other native objects that Java code holds
 */
public record ProcessMemory(long resident, long heap, long nativeObjects) {
    private static final double MEGABYTE = 1 << 20;

    /**
     * Measures the current memory use.
     *
     * @return the memory use
     */
    public static ProcessMemory now() {
        // Loads JavaCPP's native code, which counts the pages.
        TensorFlow.version();
        Runtime runtime = Runtime.getRuntime();
        return new ProcessMemory(
                Pointer.physicalBytes(), runtime.totalMemory() - runtime.freeMemory(), Pointer.totalCount());
    }

    /** Returns one line for the user. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "memory: %.0f MB resident, %.0f MB of Java heap in use, %d native objects",
                resident / MEGABYTE,
                heap / MEGABYTE,
                nativeObjects);
    }
}
