package dev.nin.model;

import java.util.List;

/**
 * An array of numbers that a layer learns.
 *
 * @param name the name within the layer: kernel or bias
 * @param dimensions its shape as TensorFlow keeps it; a convolution's kernel is (height, width, in, out)
 * @param initializer how it is drawn before training
 * @param decays whether weight decay applies to it: true for kernels, false for biases
 */
public record Parameter(String name, List<Integer> dimensions, Initializer initializer, boolean decays) {
    /** Copies the dimensions. */
    public Parameter {
        dimensions = List.copyOf(dimensions);
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
