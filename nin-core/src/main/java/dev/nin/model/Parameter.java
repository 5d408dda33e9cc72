// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * An array of numbers that a layer learns or keeps.
 *
 * @param name the name within the layer: kernel or bias
 * @param dimensions its shape as TensorFlow keeps it; a convolution's kernel is (height, width, in, out)
 * @param initializer how it is drawn before training
 * @param decays whether weight decay applies to it: true for kernels, false for biases and normalization
 * @param trainable whether gradients change it: false for what a layer only keeps, such as moving averages
 */
public record Parameter(
        String name, List<Integer> dimensions, Initializer initializer, boolean decays, boolean trainable) {
    /** Copies the dimensions. */
    public Parameter {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * A parameter that gradients change.
     *
     * @param name the name within the layer
     * @param dimensions its shape
     * @param initializer how it is drawn before training
     * @param decays whether weight decay applies to it
     */
    public Parameter(String name, List<Integer> dimensions, Initializer initializer, boolean decays) {
        this(name, dimensions, initializer, decays, true);
    }

    /** Values that a layer keeps and gradients do not change. */
    static Parameter state(String name, List<Integer> dimensions, Initializer initializer) {
        return new Parameter(name, dimensions, initializer, false, false);
    }

    /** This parameter, kept as it is by training. */
    Parameter kept() {
        return new Parameter(name, dimensions, initializer, decays, false);
    }

    /** A kernel, and a bias of one value an output channel where there is one. */
    static List<Parameter> kernelAndBias(
            List<Integer> kernel,
            Initializer kernelInitializer,
            int outputs,
            boolean bias,
            Initializer biasInitializer) {
        Parameter first = new Parameter("kernel", kernel, kernelInitializer, true);
        return bias ? List.of(first, new Parameter("bias", List.of(outputs), biasInitializer, false)) : List.of(first);
    }

    /**
     * Number of values.
     *
     * @return the product of the dimensions
     */
    public long size() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
