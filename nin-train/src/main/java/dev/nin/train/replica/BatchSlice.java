// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import com.google.common.math.IntMath;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/** The places of a batch whose images one replica computes. Immutable. */
public final class BatchSlice {
    private final int size;
    private final int[] places;

    private BatchSlice(int size, int[] places) {
        this.size = size;
        this.places = places;
    }

    /** All of a batch. */
    public static BatchSlice whole(int size) {
        return new BatchSlice(size, IntStream.range(0, size).toArray());
    }

    /**
     * A replica's slice; those of all replicas together are the batch.
     *
     * @param size images of the batch
     * @param mirrored whether each place comes with its mirror image from the batch's other end, as mix-up needs it:
     *     then the slice reversed is the slice's part of the batch reversed
     */
    public static BatchSlice of(int size, Replica replica, boolean mirrored) {
        if (!mirrored) {
            return new BatchSlice(
                    size,
                    IntStream.range(first(size, replica.index(), replica), first(size, replica.index() + 1, replica))
                            .toArray());
        }
        int pairs = IntMath.divide(size, 2, RoundingMode.CEILING);
        int from = first(pairs, replica.index(), replica);
        int to = first(pairs, replica.index() + 1, replica);
        return new BatchSlice(
                size,
                IntStream.concat(IntStream.range(from, to), IntStream.range(size - to, size - from))
                        .distinct()
                        .toArray());
    }

    private static int first(int size, int index, Replica replica) {
        return Math.toIntExact((long) size * index / replica.count());
    }

    /** Images of the whole batch. */
    public int size() {
        return size;
    }

    /** The places in the batch; its first where the slice is empty, since a graph cannot do with no image at all. */
    public int[] places() {
        return places.length == 0 ? new int[] {0} : places.clone();
    }

    /** The slice's share of the batch, 0 where it is empty. */
    float share() {
        return (float) places.length / size;
    }
}
