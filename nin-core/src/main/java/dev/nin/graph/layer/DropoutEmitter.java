// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Shape;
import dev.nin.model.SpatialDropout2d;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Emits layers that drop values at random in training and return their input in inference. */
final class DropoutEmitter {
    private DropoutEmitter() {}

    static Operand<TFloat32> emit(NodeContext context, Dropout layer) {
        Operand<TFloat32> input = input(context);
        return context.randomness()
                .map(key -> key.drop(context.tf(), input, context.tf().shape(input), layer.rate()))
                .orElse(input);
    }

    static Operand<TFloat32> emit(NodeContext context, SpatialDropout2d layer) {
        Shape channels = Shape.map(1, 1, Shapes.of(input(context)).channels());
        return drop(context, layer.rate(), channels);
    }

    static Operand<TFloat32> emit(NodeContext context, DropPath layer) {
        Shape example = Shapes.of(input(context)).isMap() ? Shape.map(1, 1, 1) : Shape.vector(1);
        return drop(context, layer.rate(), example);
    }

    private static Operand<TFloat32> drop(NodeContext context, float rate, Shape cells) {
        Operand<TFloat32> input = input(context);
        return context.randomness()
                .map(key -> key.drop(context.tf(), input, Shapes.withBatchOf(context.tf(), input, cells), rate))
                .orElse(input);
    }

    private static Operand<TFloat32> input(NodeContext context) {
        return context.inputs().get(0);
    }
}
