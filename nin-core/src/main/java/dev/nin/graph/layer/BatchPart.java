// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The part of a larger batch that is fed to a graph, for example by one of several processes that share the batch.
 *
 * @param size number of images in the whole batch, a scalar
 * @param places indices of the fed images in the whole batch, of shape (fed images)
 */
public record BatchPart(Operand<TInt32> size, Operand<TInt32> places) {
    /**
     * Returns the shape that values have for the whole batch.
     *
     * @param tf operations of the graph
     * @param shape the shape for the part, batch first
     * @return the shape with the size of the whole batch
     */
    public Operand<TInt32> whole(Ops tf, Operand<TInt32> shape) {
        Operand<TInt32> one = tf.constant(new int[] {1});
        // TensorFlow infers known values of a strided slice, unlike those of a plain slice.
        Operand<TInt32> image = tf.stridedSlice(shape, Indices.sliceFrom(1));
        return tf.concat(List.of(tf.reshape(size, one), image), tf.constant(0));
    }

    /**
     * Returns the part's values from values for the whole batch.
     *
     * @param tf operations of the graph
     * @param values values for the whole batch, batch first
     * @return the values at the part's indices, in their order
     * @param <T> the type of the values
     */
    public <T extends TType> Operand<T> of(Ops tf, Operand<T> values) {
        return tf.gather(values, places, tf.constant(0));
    }
}
