// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

/** What TensorFlow may do to be faster, at a price. */
public enum Acceleration {
    /**
     * Convolutions and matrix products in 16 bits with sums in 32: bfloat16 on a CPU that has it (AVX512_BF16, AMX),
     * float16 on a GPU with tensor cores. Weights stay float32. Results have about three digits.
     */
    MIXED_PRECISION,
    /** Operations compiled together by XLA. The first step takes as long as the compilation. */
    XLA
}
