// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * The part of a user's own layer that needs no TensorFlow: its shape and its parameters. The operations come from the
 * graph package's CustomOperation, which extends this.
 */
public interface CustomLayer {
    /**
     * The shape the layer makes of its input.
     *
     * @param input a feature map or a vector
     * @return a shape of the same kind
     * @throws InvalidModelException if the input does not fit
     */
    Shape outputShape(Shape input);

    /**
     * What the layer learns or keeps.
     *
     * @param input the shape of its input, which fits
     * @return its parameters in a fixed order; none by default
     */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }
}
