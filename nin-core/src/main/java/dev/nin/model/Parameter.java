// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * An array of numbers that a layer learns or keeps as state.
 *
 * @param name the name within the layer, such as kernel or bias
 * @param dimensions its shape as TensorFlow stores it; a convolution's kernel is (height, width, in, out)
 * @param initializer its initial values
 * @param decays whether weight decay applies to it: true for kernels, false for biases and normalization
 * @param trainable whether gradients change it: false for state such as moving averages
 */
public record Parameter(
        String name, List<Integer> dimensions, Initializer initializer, boolean decays, boolean trainable) {
    /** Copies the dimensions. */
    public Parameter {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Creates a trainable parameter.
     *
     * @param name the name within the layer
     * @param dimensions its shape
     * @param initializer its initial values
     * @param decays whether weight decay applies to it
     */
    public Parameter(String name, List<Integer> dimensions, Initializer initializer, boolean decays) {
        this(name, dimensions, initializer, decays, true);
    }

    /** Creates state of a layer, which gradients do not change. */
    static Parameter state(String name, List<Integer> dimensions, Initializer initializer) {
        return new Parameter(name, dimensions, initializer, false, false);
    }

    /** Returns this parameter as not trainable. */
    Parameter kept() {
        return new Parameter(name, dimensions, initializer, decays, false);
    }

    /** Returns a kernel and, if the layer has one, a bias of one value per output channel. */
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
     * Returns the number of values.
     *
     * @return the product of the dimensions
     */
    public long size() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
