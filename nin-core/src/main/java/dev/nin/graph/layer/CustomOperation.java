// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.CustomLayer;
import dev.nin.model.Shape;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A user's own layer with the TensorFlow operations that compute it. Implementations hold no state of a graph. */
public interface CustomOperation extends CustomLayer {
    /**
     * Emits the layer's operations.
     *
     * @param tf scoped to the layer's node
     * @param input (batch, height, width, channels) or (batch, size); only the batch is unknown
     * @param parameters the layer's parameters by name
     * @return the output, of the shape that {@link #outputShape} says behind the batch
     */
    Operand<TFloat32> emit(Ops tf, Operand<TFloat32> input, Map<String, Operand<TFloat32>> parameters);

    /**
     * Types of operations that this layer emits and whose gradient its author has checked, beyond those that this
     * library has.
     *
     * @return names of TensorFlow's operations, such as Cumsum; none by default
     */
    default Set<String> checkedOperations() {
        return Set.of();
    }

    /**
     * A layer without parameters from two functions.
     *
     * @param operations makes the output of the input
     * @param shape makes the output's shape of the input's
     * @return the layer; equal only to itself
     */
    static CustomOperation of(
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> operations, UnaryOperator<Shape> shape) {
        return new CustomOperation() {
            @Override
            public Operand<TFloat32> emit(Ops tf, Operand<TFloat32> input, Map<String, Operand<TFloat32>> parameters) {
                return operations.apply(tf, input);
            }

            @Override
            public Shape outputShape(Shape input) {
                return shape.apply(input);
            }
        };
    }
}
