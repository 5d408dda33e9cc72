// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/** The initial values of a parameter before training. All random draws are determined by the model's seed. */
public sealed interface Initializer {
    /** Truncated normal with variance 2 / fan-in of the kernel (He et al. 2015), for layers followed by a ReLU. */
    record HeNormal() implements Initializer {}

    /** Uniform with variance 2 / fan-in of the kernel (He et al. 2015), for layers followed by a ReLU. */
    record HeUniform() implements Initializer {}

    /** Truncated normal with variance 2 / (fan-in + fan-out) of the kernel (Glorot and Bengio 2010). */
    record GlorotNormal() implements Initializer {}

    /** Uniform with variance 2 / (fan-in + fan-out) of the kernel (Glorot and Bengio 2010), PyTorch's Xavier. */
    record GlorotUniform() implements Initializer {}

    /**
     * Orthogonal initialization (Saxe et al. 2014): the kernel as a matrix (area · inputs, outputs) has orthonormal
     * columns, or orthonormal rows if it has fewer rows than columns.
     *
     * @param gain factor applied to every value, finite and above 0
     */
    record Orthogonal(float gain) implements Initializer {
        /** @throws InvalidModelException if the gain is not finite and above 0 */
        public Orthogonal {
            Checks.aboveZero("the gain of an initializer", gain);
        }
    }

    /**
     * The same value everywhere.
     *
     * @param value a finite number
     */
    record Constant(float value) implements Initializer {
        /** @throws InvalidModelException if the value is not finite */
        public Constant {
            Checks.finite("the constant of an initializer", value);
        }
    }
}
