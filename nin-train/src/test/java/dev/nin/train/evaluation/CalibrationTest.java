// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.data.LabeledImages;
import dev.nin.train.evaluation.Calibration.Bin;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bins and calibration errors against values computed by hand, and temperatures against known ones. */
class CalibrationTest {
    @Test
    void sortsImagesByTheirConfidence() {
        Calibration calibration = Calibration.of(predictions(
                new int[] {0, 0, 1, 1}, new float[][] {{0.7f, 0.3f}, {0.72f, 0.28f}, {0.73f, 0.27f}, {0, 1}}));

        assertThat(calibration.bins()).hasSize(15);
        // 0.7, 0.72 and 0.73 are between 10/15 and 11/15; two of them are right.
        Bin bin = calibration.bins().get(10);
        assertThat(bin.count()).isEqualTo(3);
        assertThat(bin.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(bin.confidence()).isCloseTo(2.15 / 3, within(1e-6));
        assertThat(calibration.bins().get(14)).isEqualTo(new Bin(1, 1, 1));
        assertThat(calibration.bins().stream().filter(each -> each.count() > 0)).hasSize(2);
        assertThat(calibration.images()).isEqualTo(4);
        assertThat(calibration.expectedError()).isCloseTo(3 / 4.0 * (2.15 / 3 - 2 / 3.0), within(1e-6));
    }

    @Test
    void confidencesAtTheEndsAreInTheFirstAndTheLastBin() {
        Calibration calibration =
                Calibration.of(predictions(new int[] {0, 0}, new float[][] {{0, 0}, {1.0000001f, 0}}));

        assertThat(calibration.bins().get(0)).isEqualTo(new Bin(0, 1, 1));
        assertThat(calibration.bins().get(14).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 10", "1, 10", "1.7, 10", "5, 3", "2, 2"})
    void findsTheTemperatureFromWhichLabelsWereDrawn(double temperature, int classes) {
        Predictions predictions = drawn(20_000, classes, temperature);

        double fitted = TemperatureFit.of(predictions).orElseThrow();

        assertThat(fitted).isCloseTo(temperature, within(0.03 * temperature));
        double best = TemperatureFit.negativeLogLikelihood(predictions.tempered(fitted));
        for (double other : new double[] {0.95, 0.999, 1.001, 1.05}) {
            assertThat(TemperatureFit.negativeLogLikelihood(predictions.tempered(other * fitted)))
                    .isGreaterThan(best);
        }
        assertThat(TemperatureFit.of(predictions)).hasValue(fitted);
        // The logits that were divided already need no further division.
        assertThat(TemperatureFit.of(predictions.tempered(fitted)).orElseThrow())
                .isCloseTo(1, within(1e-4));
        assertThat(Calibration.of(predictions.tempered(fitted)).expectedError()).isLessThan(0.02);
    }

    @Test
    void findsNoTemperatureWhereImagesDetermineNone() {
        float[][] sure = {{0.9f, 0.1f}, {0.8f, 0.2f}};
        assertThat(TemperatureFit.of(predictions(new int[] {0, 0}, sure)))
                .as("all right")
                .isEmpty();
        assertThat(TemperatureFit.of(predictions(new int[] {1, 1}, sure)))
                .as("all wrong")
                .isEmpty();
        assertThat(TemperatureFit.of(predictions(new int[] {0}, new float[][] {{0.6f, 0.4f}})))
                .as("one image")
                .isEmpty();
        assertThat(TemperatureFit.of(predictions(new int[] {0, 1}, new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}})))
                .as("no preference")
                .isEmpty();
        Predictions one = new Predictions(
                LabeledImages.of(1, 1, 1, new byte[2], new int[] {0, 0}, List.of("only")), new float[][] {{1}, {1}});
        assertThat(TemperatureFit.of(one)).as("one class").isEmpty();
    }

    @Test
    void probabilitiesThatAreRoundedToZeroHaveATemperature() {
        float[][] certain = new float[400][];
        int[] labels = new int[400];
        for (int i = 0; i < certain.length; i++) {
            certain[i] = new float[] {1, 0};
            labels[i] = i == 3 ? 1 : 0;
        }
        Predictions predictions = predictions(labels, certain);

        double fitted = TemperatureFit.of(predictions).orElseThrow();

        // The difference of the logits is counted as that of the smallest positive number.
        assertThat(fitted).isCloseTo(-Math.log(Float.MIN_VALUE) / Math.log(399), within(1e-2));
        assertThat(fitted).isBetween(TemperatureFit.LOWEST, TemperatureFit.HIGHEST);
        assertThat(predictions.tempered(1 / TemperatureFit.HIGHEST).probability(0, 1))
                .isZero();
    }

    /** Softmax of random logits whose labels are drawn from the softmax of logits divided by a temperature. */
    private static Predictions drawn(int count, int classes, double temperature) {
        Random random = new Random(7);
        int[] labels = new int[count];
        float[][] probabilities = new float[count][];
        for (int image = 0; image < count; image++) {
            double[] logits = random.doubles(classes)
                    .map(uniform -> 3 * temperature * uniform * classes / (classes + 1))
                    .toArray();
            probabilities[image] = softmax(logits, 1);
            float[] right = softmax(logits, temperature);
            double left = random.nextDouble();
            int label = 0;
            while (label < classes - 1 && left >= right[label]) {
                left -= right[label++];
            }
            labels[image] = label;
        }
        return predictions(labels, probabilities);
    }

    private static float[] softmax(double[] logits, double temperature) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit / temperature);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i] / temperature) / sum);
        }
        return probabilities;
    }

    private static Predictions predictions(int[] labels, float[][] probabilities) {
        List<String> classes = IntStream.range(0, probabilities[0].length)
                .mapToObj(Integer::toString)
                .toList();
        return new Predictions(LabeledImages.of(1, 1, 1, new byte[labels.length], labels, classes), probabilities);
    }
}
