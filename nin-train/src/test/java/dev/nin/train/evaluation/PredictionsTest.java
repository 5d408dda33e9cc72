// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.LabeledImages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Confusion matrix, precision, recall, F1 and top-k accuracy against values computed by hand. */
class PredictionsTest {
    private static final List<String> CLASSES = List.of("coat", "bag", "boot");
    private static final Dataset IMAGES = LabeledImages.of(1, 1, 1, new byte[6], new int[] {0, 0, 0, 1, 1, 2}, CLASSES);
    private static final Predictions PREDICTIONS = new Predictions(IMAGES, new float[][] {
        {0.7f, 0.2f, 0.1f},
        {0.4f, 0.5f, 0.1f},
        {0.1f, 0.8f, 0.1f},
        {0.1f, 0.6f, 0.3f},
        {0.3f, 0.3f, 0.4f},
        {0.5f, 0.25f, 0.25f}
    });

    @Test
    void countsWhichClassWasTakenForWhich() {
        assertThat(PREDICTIONS.confusion())
                .isEqualTo(new ConfusionMatrix(CLASSES, List.of(List.of(1, 2, 0), List.of(0, 1, 1), List.of(1, 0, 0))));
    }

    @Test
    void tellsPrecisionRecallAndF1() {
        ConfusionMatrix confusion = PREDICTIONS.confusion();
        assertThat(confusion.accuracy()).isEqualTo(2 / 6.0);
        assertThat(confusion.precision(0)).isEqualTo(1 / 2.0);
        assertThat(confusion.recall(0)).isEqualTo(1 / 3.0);
        assertThat(confusion.f1(0)).isCloseTo(0.4, within(1e-12));
        assertThat(confusion.f1(1)).isCloseTo(2 * (1 / 3.0) * (1 / 2.0) / (5 / 6.0), within(1e-12));
        assertThat(confusion.f1(2)).isZero();
        assertThat(confusion.macroF1()).isCloseTo((0.4 + 0.4 + 0) / 3, within(1e-12));
    }

    @Test
    void showsWhetherTheRightClassIsAmongTheMostProbable() {
        assertThat(PREDICTIONS.topAccuracy(1)).isEqualTo(2 / 6.0);
        // For images 4 and 5, one class is more probable than the true one, and an equally probable one comes before
        // it.
        assertThat(PREDICTIONS.topAccuracy(2)).isEqualTo(4 / 6.0);
        assertThat(PREDICTIONS.topAccuracy(3)).isEqualTo(1);
        assertThatThrownBy(() -> PREDICTIONS.topAccuracy(4))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the top 4 of 3 classes are requested, expected 1 to 3");
    }

    @Test
    void findsTheWorstMistakes() {
        assertThat(PREDICTIONS.worst(3)).containsExactly(2, 1, 5);
        assertThat(PREDICTIONS.worst(10)).hasSize(4);
    }

    @Test
    void temperingChangesProbabilitiesAndNoClass() {
        Predictions warm = PREDICTIONS.tempered(2);

        double sum = Math.sqrt(0.7) + Math.sqrt(0.2) + Math.sqrt(0.1);
        assertThat(warm.probability(0, 1)).isCloseTo((float) (Math.sqrt(0.2) / sum), within(1e-6f));
        assertThat(warm.confusion()).isEqualTo(PREDICTIONS.confusion());
        assertThat(warm.tempered(0.5).probability(3, 2)).isCloseTo(0.3f, within(1e-6f));
    }

    @Test
    void selectsAndJoinsImages() {
        Predictions some = PREDICTIONS.select(5, 3);
        Predictions joined = Predictions.joined(List.of(PREDICTIONS, some));

        assertThat(some.size()).isEqualTo(2);
        assertThat(some.label(0)).isEqualTo(2);
        assertThat(some.probability(1, 1)).isEqualTo(0.6f);
        assertThat(joined.size()).isEqualTo(8);
        assertThat(joined.label(6)).isEqualTo(2);
        assertThat(joined.probability(7, 2)).isEqualTo(0.3f);
    }

    @Test
    void printsATable() {
        assertThat(PREDICTIONS.confusion()).hasToString("""
                class    precision    recall        F1    images
                coat        0.5000    0.3333    0.4000         3
                bag         0.3333    0.5000    0.4000         2
                boot        0.0000    0.0000    0.0000         1
                accuracy              0.3333                   6
                macro F1                        0.2667         6
                """);
    }
}
