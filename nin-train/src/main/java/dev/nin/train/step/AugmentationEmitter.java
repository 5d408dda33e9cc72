// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.layer.BatchPart;
import dev.nin.task.Target;
import dev.nin.train.config.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.random.StatelessRandomGetKeyCounter;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Emits the operations that change a batch of stored images (batch, height, width, channels). */
final class AugmentationEmitter {
    private static final int ROWS = 1;
    private static final int COLUMNS = 2;

    private final Ops tf;
    private final long seed;
    private final Operand<TInt64> step;
    private final Optional<BatchPart> part;
    /** The number of random draws so far: each has its own key. */
    private int draws;
    /** The images' random draws, applied to their masks as well. */
    private @Nullable Operand<TBool> mirrored;

    private final List<Operand<TInt32>> places = new ArrayList<>();

    /**
     * @param seed the key of all draws, together with the step
     * @param step the number of steps taken before
     * @param part which images of a larger batch the images are; empty for all
     */
    AugmentationEmitter(Ops tf, long seed, Operand<TInt64> step, Optional<BatchPart> part) {
        this.tf = tf;
        this.seed = seed;
        this.step = step;
        this.part = part;
    }

    Operand<TUint8> emit(Operand<TUint8> images, Augmentation augmentation) {
        Operand<TUint8> changed = images;
        if (augmentation.flip()) {
            changed = flipped(changed);
        }
        if (augmentation.shift() > 0) {
            changed = shifted(changed, augmentation.shift());
        }
        return augmentation.cutout() > 0 ? cut(changed, augmentation.cutout()) : changed;
    }

    /** Changes masks (batch, height, width) as {@link #emit} has changed their images; gaps get no class. */
    Operand<TUint8> emitMask(Operand<TUint8> masks, Augmentation augmentation) {
        Operand<TUint8> changed = tf.expandDims(masks, tf.constant(-1));
        if (mirrored != null) {
            changed = flipped(changed, mirrored);
        }
        if (augmentation.shift() > 0) {
            changed = moved(padded(changed, augmentation.shift(), Target.NOTHING), places.get(0), places.get(1));
        }
        return tf.squeeze(changed, Squeeze.axis(List.of(-1L)));
    }

    /** Draws a share for the whole batch from Beta(evenness, evenness), as a quotient of two Gamma draws. */
    Operand<TFloat32> mixedShare(float evenness) {
        draws++;
        StatelessRandomGetKeyCounter key = tf.random.statelessRandomGetKeyCounter(key());
        Operand<TFloat32> both = tf.random.statelessRandomGamma(
                tf.constant(new int[] {2}),
                key.key(),
                key.counter(),
                tf.random.statelessRandomGetAlg(),
                tf.constant(evenness));
        Operand<TFloat32> first = tf.slice(both, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return tf.math.divNoNan(tf.squeeze(first), tf.reduceSum(both, tf.constant(0)));
    }

    /** Mixes each image with the one at the same place from the batch's other end. */
    Operand<TUint8> mixed(Operand<TUint8> images, Operand<TFloat32> share) {
        Operand<TFloat32> mix = mixedValues(tf.dtypes.cast(images, TFloat32.class), share);
        return tf.dtypes.cast(tf.math.add(mix, tf.constant(0.5f)), TUint8.class);
    }

    /** Mixes values of any kind, the batch first. */
    Operand<TFloat32> mixedValues(Operand<TFloat32> values, Operand<TFloat32> share) {
        Operand<TFloat32> others = tf.reverse(values, tf.constant(new int[] {0}));
        return tf.math.add(tf.math.mul(values, share), tf.math.mul(others, tf.math.sub(tf.constant(1f), share)));
    }

    private Operand<TUint8> flipped(Operand<TUint8> images) {
        Operand<TBool> drawn = tf.math.less(uniform(images), tf.constant(0.5f));
        mirrored = drawn;
        return flipped(images, drawn);
    }

    private Operand<TUint8> flipped(Operand<TUint8> images, Operand<TBool> drawn) {
        Operand<TUint8> mirror = tf.reverse(images, tf.constant(new int[] {COLUMNS}));
        return tf.select(tf.reshape(drawn, tf.constant(new int[] {-1, 1, 1, 1})), mirror, images);
    }

    /** Pads the images on all sides, then crops them to the old size at a random place. */
    private Operand<TUint8> shifted(Operand<TUint8> images, int shift) {
        places.add(drawnPlaces(images, ROWS, 2 * shift));
        places.add(drawnPlaces(images, COLUMNS, 2 * shift));
        return moved(padded(images, shift, 0), places.get(0), places.get(1));
    }

    private Operand<TUint8> padded(Operand<TUint8> images, int shift, int value) {
        Operand<TInt32> paddings = tf.constant(new int[][] {{0, 0}, {shift, shift}, {shift, shift}, {0, 0}});
        return tf.pad(images, paddings, tf.dtypes.cast(tf.constant(value), TUint8.class));
    }

    /** Draws for each image which rows or columns of the padded image it keeps (batch, size). */
    private Operand<TInt32> drawnPlaces(Operand<TUint8> images, int axis, int most) {
        return tf.math.add(tf.expandDims(drawn(images, most + 1), tf.constant(1)), range(size(images, axis)));
    }

    /** Emits the images' rows and columns at these places; as floats, since a GPU has no such operation for bytes. */
    private Operand<TUint8> moved(Operand<TUint8> images, Operand<TInt32> rows, Operand<TInt32> columns) {
        Operand<TFloat32> values = tf.dtypes.cast(images, TFloat32.class);
        Operand<TFloat32> high = tf.gather(values, rows, tf.constant(ROWS), Gather.batchDims(1L));
        Operand<TFloat32> wide = tf.gather(high, columns, tf.constant(COLUMNS), Gather.batchDims(1L));
        return tf.dtypes.cast(wide, TUint8.class);
    }

    /** Blackens a square. Its center lies anywhere in the image, so part of the square may lie outside. */
    private Operand<TUint8> cut(Operand<TUint8> images, int side) {
        Operand<TBool> rows = within(images, size(images, ROWS), side);
        Operand<TBool> columns = within(images, size(images, COLUMNS), side);
        Operand<TBool> square =
                tf.math.logicalAnd(tf.expandDims(rows, tf.constant(2)), tf.expandDims(columns, tf.constant(1)));
        Operand<TUint8> kept = tf.dtypes.cast(tf.math.logicalNot(tf.expandDims(square, tf.constant(-1))), TUint8.class);
        return tf.math.mul(images, kept);
    }

    /** Returns for each image and place whether it lies in a random interval (batch, size). */
    private Operand<TBool> within(Operand<TUint8> images, int size, int side) {
        Operand<TInt32> first = tf.math.sub(tf.expandDims(drawn(images, size), tf.constant(1)), tf.constant(side / 2));
        Operand<TInt32> places = range(size);
        return tf.math.logicalAnd(
                tf.math.greaterEqual(places, first), tf.math.less(places, tf.math.add(first, tf.constant(side))));
    }

    /** Draws an integer for each image, from 0 up to but not including the bound. */
    private Operand<TInt32> drawn(Operand<TUint8> images, int bound) {
        return tf.dtypes.cast(tf.math.mul(uniform(images), tf.constant((float) bound)), TInt32.class);
    }

    private Operand<TFloat32> uniform(Operand<TUint8> images) {
        Operand<TInt32> batch = tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        draws++;
        return part.isPresent()
                ? part.get().of(tf, uniform(part.get().whole(tf, batch), key()))
                : uniform(batch, key());
    }

    private Operand<TFloat32> uniform(Operand<TInt32> shape, Operand<TInt64> key) {
        return tf.random.statelessRandomUniform(shape, key, TFloat32.class);
    }

    private Operand<TInt64> key() {
        return tf.stack(List.of(tf.constant(seed * 31 + draws), step));
    }

    private Operand<TInt32> range(int size) {
        return tf.range(tf.constant(0), tf.constant(size), tf.constant(1));
    }

    private static int size(Operand<TUint8> images, int axis) {
        return Math.toIntExact(images.shape().get(axis));
    }
}
