// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random orders of images. */
class ShuffleTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 5000})
    void holdsEachNumberOnce(int size) {
        int[] order = Shuffle.order(size, 3, 4);
        Arrays.sort(order);

        assertThat(order).isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void dependsOnSeedAndRoundOnly() {
        assertThat(Shuffle.order(50, 1, 2)).isEqualTo(Shuffle.order(50, 1, 2));
        assertThat(Shuffle.order(50, 1, 2)).isNotEqualTo(Shuffle.order(50, 1, 3));
        assertThat(Shuffle.order(50, 1, 2)).isNotEqualTo(Shuffle.order(50, 2, 2));
        // Neighboring seeds must not share rounds: seed 1's second must not be seed 2's first.
        assertThat(Shuffle.order(50, 1, 2)).isNotEqualTo(Shuffle.order(50, 2, 1));
    }

    @Test
    void reachesEveryOrder() {
        Set<List<Integer>> seen = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            seen.add(Arrays.stream(Shuffle.order(3, 1, round)).boxed().toList());
        }

        assertThat(seen).hasSize(6);
    }
}
