// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Which images of a greater batch are fed to a graph, such as by one of several processes that share the batch.
 *
 * @param size number of images of the whole batch, a scalar
 * @param places the fed images' places in it (fed images)
 */
public record BatchPart(Operand<TInt32> size, Operand<TInt32> places) {
    /**
     * The shape of values for the whole batch.
     *
     * @param tf where the operations go
     * @param shape the shape for the part, the batch first
     * @return the same with the whole batch's size
     */
    public Operand<TInt32> whole(Ops tf, Operand<TInt32> shape) {
        Operand<TInt32> one = tf.constant(new int[] {1});
        // Of a strided slice, unlike a plain one, TensorFlow infers what is known of the values.
        Operand<TInt32> image = tf.stridedSlice(shape, Indices.sliceFrom(1));
        return tf.concat(List.of(tf.reshape(size, one), image), tf.constant(0));
    }

    /**
     * The part's share of values that were made for the whole batch.
     *
     * @param tf where the operation goes
     * @param values the batch first
     * @return the values at the places, in their order
     * @param <T> their type
     */
    public <T extends TType> Operand<T> of(Ops tf, Operand<T> values) {
        return tf.gather(values, places, tf.constant(0));
    }
}
