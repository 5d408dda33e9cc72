// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.initializer;

/** Seeds for the parts of a model, derived from the model's seed and an index. */
public final class Seeds {
    private Seeds() {}

    /** Returns a seed that differs from those of adjacent seeds and indices (the finalizer of SplitMix64). */
    public static long mix(long seed, long index) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (index + 1);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
