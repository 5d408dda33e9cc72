// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.task.Emitted;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares metrics with values computed by hand. */
class MetricsTest {
    private static final float[] LOGITS = {3, 2, 1, 0, 5, 1, 2, 0, 3, 1, 3, 2};
    private static final float[] RIGHT = {0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0};

    /** The predicted classes are 0, 1, 2, 1; the true ones are 1, 1, 0, 1. */
    @Test
    void classesAreMeasuredAlikeHoweverManyExamplesTheyHave() {
        assertThat(value(Metrics.accuracy(), 3)).isEqualTo(0.5);
        assertThat(value(Metrics.precision(), 3)).isCloseTo((0 + 1 + 0) / 3.0, within(1e-9));
        assertThat(value(Metrics.recall(), 3)).isCloseTo((0 + 2 / 3.0 + 0) / 3, within(1e-9));
        assertThat(value(Metrics.f1(), 3)).isCloseTo((0 + 0.8 + 0) / 3, within(1e-9));
        assertThat(value(Metrics.meanIou(), 3)).isCloseTo((0 + 2 / 3.0 + 0) / 3, within(1e-9));
    }

    @Test
    void thereAreAsManyPredictionsAsAsked() {
        assertThat(value(Metrics.topAccuracy(1), 3)).isEqualTo(0.5);
        assertThat(value(Metrics.topAccuracy(2), 3)).isEqualTo(1);
        assertThat(value(Metrics.topAccuracy(9), 3)).isEqualTo(1);
        assertThat(Metrics.topAccuracy(3).name()).isEqualTo("top_3");
        assertThatThrownBy(() -> Metrics.topAccuracy(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("top_0 asks for 0 classes, expected at least 1, such as top_5");
    }

    @Test
    void aClassThatNeitherOccursNorIsPredictedDoesNotCount() {
        Metric metric = Metrics.f1();

        assertThat(metric.value(new double[] {2, 0, 1, 2, 0, 2, 3, 0, 1}, 4))
                .isCloseTo((0.8 + 2 / 3.0) / 2, within(1e-9));
        assertThat(metric.value(new double[3], 0)).isNaN();
    }

    @Test
    void errorsAreMeansOverValuesAndExamples() {
        double absolute = 0;
        double squared = 0;
        for (int i = 0; i < LOGITS.length; i++) {
            absolute += Math.abs(LOGITS[i] - RIGHT[i]) / LOGITS.length;
            squared += Math.pow(LOGITS[i] - RIGHT[i], 2) / LOGITS.length;
        }
        for (int size : new int[] {1, 2, 6}) {
            assertThat(value(Metrics.meanAbsoluteError(), size)).isCloseTo(absolute, within(1e-6));
            assertThat(value(Metrics.meanSquaredError(), size)).isCloseTo(squared, within(1e-6));
            assertThat(value(Metrics.rootMeanSquaredError(), size)).isCloseTo(Math.sqrt(squared), within(1e-6));
        }
        assertThat(Metrics.meanAbsoluteError().isGreaterBetter()).isFalse();
    }

    @Test
    void equalImagesHaveAFiniteRatio() {
        float[] same = {0, 0.5f, 1};

        assertThat(Metrics.peakSignalToNoise().value(sums(Metrics.peakSignalToNoise(), same, same, 3), 1))
                .isCloseTo(100, within(1e-4));
    }

    @Test
    void theExplainedVarianceIsAMeanOverTheValuesThatVary() {
        float[] right = {1, 7, 2, 7, 3, 7, 6, 7};
        float[] output = {1.5f, 9, 2, 7, 2, 7, 6, 7};

        assertThat(Metrics.rSquared().value(sums(Metrics.rSquared(), output, right, 2), 4))
                .isCloseTo(1 - 1.25 / 14, within(1e-6));
        assertThat(Metrics.rSquared().value(sums(Metrics.rSquared(), right, new float[8], 2), 4))
                .isNaN();
    }

    @Test
    void aGreatMeanLeavesTheVarianceItsDigits() {
        int examples = 1000;
        float[] right = new float[examples];
        float[] output = new float[examples];
        for (int i = 0; i < examples; i++) {
            right[i] = 100_000 + i % 2;
            output[i] = right[i] + 0.25f;
        }

        assertThat(Metrics.rSquared().value(sums(Metrics.rSquared(), output, right, 1), examples))
                .isCloseTo(1 - 0.0625 / 0.25, within(1e-4));
    }

    @Test
    void aNanIsNotHidden() {
        float[] broken = LOGITS.clone();
        broken[4] = Float.NaN;

        for (Metric metric : new Metric[] {
            Metrics.precision(),
            Metrics.meanIou(),
            Metrics.pixelAccuracy(),
            Metrics.dice(),
            Metrics.meanAbsoluteError(),
            Metrics.rootMeanSquaredError(),
            Metrics.peakSignalToNoise(),
            Metrics.rSquared()
        }) {
            assertThat(metric.value(sums(metric, broken, RIGHT, 3), 4))
                    .as(metric.name())
                    .isNaN();
        }
    }

    private static double value(Metric metric, int size) {
        return metric.value(sums(metric, LOGITS, RIGHT, size), LOGITS.length / size);
    }

    private static double[] sums(Metric metric, float[] output, float[] right, int size) {
        float[] sums =
                Emitted.floats(tf -> metric.sums(tf, Emitted.batch(tf, output, size), Emitted.batch(tf, right, size)));
        return IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).toArray();
    }
}
