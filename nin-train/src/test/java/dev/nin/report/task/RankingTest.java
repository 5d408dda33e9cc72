// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests ROC curves, areas and average precisions against their definitions. */
class RankingTest {
    private static final double CLOSE = 1e-12;

    @Test
    void countsAllPairsOfOneThatHasItAndOneThatLacksIt() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            float[] scores = scores(random, 20 + round);
            boolean[] isPositive = new boolean[scores.length];
            for (int i = 0; i < scores.length; i++) {
                isPositive[i] = i < 2 ? i == 0 : random.nextInt(3) == 0;
            }
            double inOrder = 0;
            int pairs = 0;
            for (int i = 0; i < scores.length; i++) {
                for (int j = 0; j < scores.length; j++) {
                    if (isPositive[i] && !isPositive[j]) {
                        inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                        pairs++;
                    }
                }
            }

            Ranking ranking = Ranking.of(scores, isPositive);
            assertThat(ranking.area()).isCloseTo(inOrder / pairs, within(CLOSE));
            assertThat(ranking.area()).isCloseTo(trapezoids(ranking), within(CLOSE));
        }
    }

    @Test
    void averagesThePrecisionAtEachThatHasIt() {
        Random random = new Random(6);
        for (int round = 0; round < 50; round++) {
            int size = 20 + round;
            // A shuffle of distinct numbers.
            float[] scores = new float[size];
            boolean[] isPositive = new boolean[size];
            for (int i = 0; i < size; i++) {
                scores[i] = i * 73 % size;
                isPositive[i] = i == 0 || random.nextInt(4) == 0;
            }
            double expected = IntStream.range(0, size)
                    .filter(i -> isPositive[i])
                    .mapToDouble(i -> {
                        int[] before = IntStream.range(0, size)
                                .filter(j -> scores[j] >= scores[i])
                                .toArray();
                        return (double) Arrays.stream(before)
                                        .filter(j -> isPositive[j])
                                        .count()
                                / before.length;
                    })
                    .average()
                    .orElseThrow();

            assertThat(Ranking.of(scores, isPositive).averagePrecision()).isCloseTo(expected, within(CLOSE));
        }
    }

    @Test
    void hasPointsFromNoneToAll() {
        Ranking ranking = Ranking.of(new float[] {0.9f, 0.8f, 0.8f, 0.1f}, new boolean[] {true, true, false, false});

        assertThat(ranking.falsePositives()).containsExactly(0, 0, 0.5, 1);
        assertThat(ranking.truePositives()).containsExactly(0, 0.5, 1, 1);
    }

    @Test
    void hasNoNumbersWithoutImagesOfBothKinds() {
        float[] scores = {0.3f, 0.7f};

        Ranking none = Ranking.of(scores, new boolean[2]);
        assertThat(none.averagePrecision()).isNaN();
        assertThat(none.area()).isNaN();
        Ranking all = Ranking.of(scores, new boolean[] {true, true});
        assertThat(all.averagePrecision()).isEqualTo(1);
        assertThat(all.area()).isNaN();
    }

    /** Some of them equal. */
    private static float[] scores(Random random, int size) {
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextInt(10) / 10f;
        }
        return scores;
    }

    private static double trapezoids(Ranking ranking) {
        double area = 0;
        for (int i = 1; i < ranking.falsePositives().length; i++) {
            area += (ranking.falsePositives()[i] - ranking.falsePositives()[i - 1])
                    * (ranking.truePositives()[i] + ranking.truePositives()[i - 1])
                    / 2;
        }
        return area;
    }
}
