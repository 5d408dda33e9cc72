// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.task.Emitted;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares average precision and the area under the ROC curve from histograms with those from sorted logits. */
class RankMetricTest {
    private static final int TAGS = 5;

    /** Cases of untrained, partly trained and confident networks, and of frequent and rare tags. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0, 0.5, 2000",
        "0.02, 0.03, 0.1, 2000",
        "1, 0.5, 0.1, 300",
        "1, 1, 0.5, 1000",
        "1, 2, 0.02, 5000",
        "3, 3, 0.2, 1000",
        "6, 12, 0.05, 3000",
        "20, 10, 0.3, 1000",
        "300, 300, 0.3, 1000"
    })
    void histogramsLoseLessThanAThousandth(float spread, float apart, float share, int examples) {
        Random random = new Random(examples);
        float[] logits = new float[examples * TAGS];
        float[] right = new float[examples * TAGS];
        for (int i = 0; i < logits.length; i++) {
            right[i] = random.nextFloat() < share ? 1 : 0;
            logits[i] = (float) random.nextGaussian() * spread + (right[i] - share) * apart;
        }
        double precision = 0;
        double area = 0;
        for (int tag = 0; tag < TAGS; tag++) {
            precision += averagePrecision(logits, right, tag) / TAGS;
            area += area(logits, right, tag) / TAGS;
        }

        assertThat(value(Metrics.meanAveragePrecision(), logits, right)).isCloseTo(precision, within(1e-3));
        assertThat(value(Metrics.rocAuc(), logits, right)).isCloseTo(area, within(1e-3));
    }

    @Test
    void halvesOfABatchAddUp() {
        Random random = new Random(1);
        float[] logits = new float[200 * TAGS];
        float[] right = new float[200 * TAGS];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian();
            right[i] = random.nextInt(2);
        }
        double[] whole = sums(Metrics.rocAuc(), logits, right);
        double[] first = sums(Metrics.rocAuc(), half(logits, 0), half(right, 0));
        double[] second = sums(Metrics.rocAuc(), half(logits, 1), half(right, 1));

        assertThat(IntStream.range(0, whole.length)
                        .mapToDouble(i -> first[i] + second[i])
                        .toArray())
                .containsExactly(whole);
    }

    private static float[] half(float[] values, int which) {
        return Arrays.copyOfRange(values, which * values.length / 2, (which + 1) * values.length / 2);
    }

    @Test
    void aTagThatNoExampleHasDoesNotCount() {
        float[] right = {1, 0, 0, 1, 0, 0, 1, 0, 0, 0};
        float[] logits = {3, 3, 3, 3, 3, -3, 3, 3, 3, 3};

        // The first tag is ranked perfectly; the second and fourth have equal logits and are ranked as by chance.
        assertThat(value(Metrics.rocAuc(), logits, right)).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-6));
        assertThat(value(Metrics.meanAveragePrecision(), new float[] {1, 1, 1, 1, 1}, new float[5]))
                .isNaN();
        assertThat(value(Metrics.rocAuc(), new float[] {1, 1, 1, 1, 1}, new float[5]))
                .isNaN();
    }

    @Test
    void aNanIsNotHidden() {
        float[] right = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
        float[] logits = {1, 2, 3, Float.NaN, 5, 6, 7, 8, 9, 10};

        assertThat(value(Metrics.rocAuc(), logits, right)).isNaN();
        assertThat(value(Metrics.meanAveragePrecision(), logits, right)).isNaN();
    }

    private static double value(Metric metric, float[] logits, float[] right) {
        return metric.value(sums(metric, logits, right), logits.length / TAGS);
    }

    private static double[] sums(Metric metric, float[] logits, float[] right) {
        float[] sums =
                Emitted.floats(tf -> metric.sums(tf, Emitted.batch(tf, logits, TAGS), Emitted.batch(tf, right, TAGS)));
        return IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).toArray();
    }

    private static double averagePrecision(float[] logits, float[] right, int tag) {
        int[] sorted = IntStream.range(0, logits.length / TAGS)
                .map(example -> example * TAGS + tag)
                .boxed()
                .sorted(Comparator.comparing(place -> -logits[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        double found = 0;
        double precisions = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (right[sorted[i]] == 1) {
                found++;
                precisions += found / (i + 1);
            }
        }
        return precisions / found;
    }

    private static double area(float[] logits, float[] right, int tag) {
        double won = 0;
        double pairs = 0;
        for (int a = tag; a < logits.length; a += TAGS) {
            for (int b = tag; b < logits.length; b += TAGS) {
                if (right[a] == 1 && right[b] == 0) {
                    won += logits[a] > logits[b] ? 1 : logits[a] == logits[b] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }
}
