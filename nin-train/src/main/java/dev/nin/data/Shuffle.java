// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import java.util.SplittableRandom;

/** Random orders of images, each determined by a seed and a round. */
public final class Shuffle {
    private Shuffle() {}

    /**
     * Returns a random order.
     *
     * @param size the number of images
     * @param seed determines the order
     * @param round distinguishes the orders of one seed, such as an epoch's number
     * @return the numbers from 0 to size - 1, shuffled
     */
    public static int[] order(int size, long seed, long round) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + round);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
