// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

/** Optional optimizations of TensorFlow, each with a drawback. */
public enum Acceleration {
    /**
     * Convolutions and matrix products in 16 bits, accumulated in 32 bits: bfloat16 on CPUs that support it
     * (AVX512_BF16, AMX; others with AVX-512 are slower than in 32 bits), float16 on GPUs with tensor cores. Weights
     * stay float32. Results are accurate to about three digits.
     */
    MIXED_PRECISION,
    /** {@link #MIXED_PRECISION} where it is faster: on GPUs and on CPUs that support it; elsewhere 32 bits. */
    MIXED_PRECISION_IF_FAST,
    /** Operations compiled together by XLA. The first step includes the compilation. */
    XLA
}
