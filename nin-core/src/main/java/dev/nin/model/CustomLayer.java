// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * The TensorFlow-independent part of a custom layer: its output shape and its parameters. The graph package's
 * CustomOperation extends it with the operations.
 */
public interface CustomLayer {
    /**
     * Returns the layer's output shape.
     *
     * @param input the shape of the input, a feature map or a vector
     * @return the shape of the output, of the same kind as the input
     * @throws InvalidModelException if the input does not fit
     */
    Shape outputShape(Shape input);

    /**
     * Returns the layer's parameters, trainable or not.
     *
     * @param input the shape of the input, already checked by {@link #outputShape}
     * @return the parameters in a fixed order; none by default
     */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }
}
