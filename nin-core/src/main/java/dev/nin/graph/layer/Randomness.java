// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The key of a training graph's random draws.
 *
 * @param seed the seed of one node
 * @param step the training step, so that each step draws new values
 * @param part the part of a larger batch that the draws are for; empty for the whole batch
 */
public record Randomness(long seed, Operand<TInt64> step, Optional<BatchPart> part) {
    /**
     * Sets values to zero where the draw of their cell is below the rate, and scales the others.
     *
     * @param cells the shape of the draws, in which dimensions of 1 are broadcast
     */
    Operand<TFloat32> drop(Ops tf, Operand<TFloat32> values, Operand<TInt32> cells, float rate) {
        Operand<TInt64> key = tf.stack(List.of(tf.constant(seed), step));
        Operand<TFloat32> drawn =
                part.isPresent() ? part.get().of(tf, draw(tf, part.get().whole(tf, cells), key)) : draw(tf, cells, key);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant(rate)), TFloat32.class);
        return tf.math.mul(values, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
    }

    private static Operand<TFloat32> draw(Ops tf, Operand<TInt32> cells, Operand<TInt64> key) {
        return tf.random.statelessRandomUniform(cells, key, TFloat32.class);
    }
}
