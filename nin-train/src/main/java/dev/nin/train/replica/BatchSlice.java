// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import com.google.common.math.IntMath;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/** The part of a batch that one replica computes. Immutable. */
public final class BatchSlice {
    private final int size;
    private final int[] places;

    private BatchSlice(int size, int[] places) {
        this.size = size;
        this.places = places;
    }

    /** Returns the whole of a batch. */
    public static BatchSlice whole(int size) {
        return new BatchSlice(size, IntStream.range(0, size).toArray());
    }

    /**
     * Returns a replica's slice; the slices of all replicas together are the batch.
     *
     * @param size number of images in the batch
     * @param mirrored whether each place comes with its counterpart from the batch's other end, as mix-up needs: the
     *     reversed slice is then the slice of the reversed batch
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

    /** Returns the number of images in the whole batch. */
    public int size() {
        return size;
    }

    /**
     * Returns the places in the batch; the first place if the slice is empty, since a graph needs at least one image.
     */
    public int[] places() {
        return places.length == 0 ? new int[] {0} : places.clone();
    }

    /** Returns the slice's share of the batch, 0 if it is empty. */
    float share() {
        return (float) places.length / size;
    }
}
