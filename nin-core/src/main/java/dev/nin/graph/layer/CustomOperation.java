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

/** A custom layer with the TensorFlow operations that compute it. Implementations must not hold state of a graph. */
public interface CustomOperation extends CustomLayer {
    /**
     * Emits the layer's operations.
     *
     * @param tf operations scoped to the layer's node
     * @param input the input (batch, height, width, channels) or (batch, size), where only the batch size is unknown
     * @param parameters the layer's parameters by name
     * @return the output, of the batch followed by the shape that {@link #outputShape} returns
     */
    Operand<TFloat32> emit(Ops tf, Operand<TFloat32> input, Map<String, Operand<TFloat32>> parameters);

    /**
     * Returns the additional operation types that this layer emits and whose gradients its author has checked, besides
     * those that this library has checked.
     *
     * @return names of TensorFlow operation types, such as Cumsum; none by default
     */
    default Set<String> checkedOperations() {
        return Set.of();
    }

    /**
     * Creates a layer without parameters from two functions.
     *
     * @param operations computes the output from the input
     * @param shape computes the output's shape from the input's
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
