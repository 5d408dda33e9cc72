// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Shapes of operands whose batch size is known only when the graph runs. */
public final class Shapes {
    private Shapes() {}

    /** Returns an operand's inferred shape without the batch. */
    public static Shape of(Operand<TFloat32> operand) {
        org.tensorflow.ndarray.Shape shape = operand.shape();
        return shape.numDimensions() == 2
                ? Shape.vector(Math.toIntExact(shape.get(1)))
                : Shape.map(
                        Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(3)));
    }

    /** Returns the batch size of an operand followed by the dimensions of a shape. */
    static Operand<TInt32> withBatchOf(Ops tf, Operand<TFloat32> operand, Shape shape) {
        Operand<TInt32> batch = tf.slice(tf.shape(operand), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        int[] dimensions =
                shape.dimensions().stream().mapToInt(Integer::intValue).toArray();
        return tf.concat(List.of(batch, tf.constant(dimensions)), tf.constant(0));
    }

    /** Returns a crop of a map, starting at a row and column. */
    static Operand<TFloat32> crop(Ops tf, Operand<TFloat32> map, int top, int left, Shape output) {
        int[] begin = {0, top, left, 0};
        int[] size = {-1, output.height(), output.width(), output.channels()};
        return tf.slice(map, tf.constant(begin), tf.constant(size));
    }
}
