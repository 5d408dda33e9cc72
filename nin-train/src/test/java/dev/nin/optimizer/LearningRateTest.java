// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.optimizer.LearningRate.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The learning rate at several points of a training. */
class LearningRateTest {
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0,   0.4",
        "CONSTANT, 9.9, 0.4",
        "STEP,     0,   0.4",
        "STEP,     4.9, 0.4",
        "STEP,     5,   0.04",
        "STEP,     7.4, 0.04",
        "STEP,     7.5, 0.004",
        "STEP,     10,  0.004",
        "COSINE,   0,   0.4",
        "COSINE,   2.5, 0.34142136",
        "COSINE,   5,   0.2",
        "COSINE,   7.5, 0.05857864",
        "COSINE,   10,  0",
        "COSINE,   11,  0",
        "ONE_CYCLE, 0,   0.016",
        "ONE_CYCLE, 1.5, 0.208",
        "ONE_CYCLE, 3,   0.4",
        "ONE_CYCLE, 6.5, 0.2000008",
        "ONE_CYCLE, 10,  0.0000016"
    })
    void fallsByItsSchedule(Schedule schedule, double epoch, double expected) {
        assertThat(new LearningRate(0.4, schedule, 0).at(epoch, 10)).isCloseTo(expected, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.2", "1.5, 0.3", "2, 0.4", "6, 0.2", "10, 0"})
    void risesInAStraightLineBeforeIt(double epoch, double expected) {
        assertThat(new LearningRate(0.4, Schedule.COSINE, 2).at(epoch, 10)).isCloseTo(expected, within(1e-8));
    }

    @Test
    void onlyRisesWhereTheWarmUpIsLongerThanTheTraining() {
        LearningRate rate = new LearningRate(0.4, Schedule.COSINE, 4);

        assertThat(rate.at(1, 2)).isEqualTo(0.1);
        assertThat(rate.at(2, 2)).isEqualTo(0.2);
        assertThat(new LearningRate(0.4, Schedule.COSINE, 2).at(2, 2)).isEqualTo(0.4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARateThatIsNone(double rate) {
        assertThatThrownBy(() -> LearningRate.constant(rate))
                .isInstanceOf(UserInputException.class)
                .hasMessage("rate is " + rate + ", expected a number above 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAWarmUpThatIsNone(double warmUp) {
        assertThatThrownBy(() -> new LearningRate(1, Schedule.STEP, warmUp))
                .isInstanceOf(UserInputException.class)
                .hasMessage("warmUp is " + warmUp + " epochs, expected a number of at least 0");
    }

    @Test
    void fallsToATenthWhereTwoEpochsAreNoBetter() {
        LearningRate plateau = new LearningRate(1, Schedule.PLATEAU, 0);

        assertThat(plateau.at(3, 10)).isEqualTo(1);
        assertThat(plateau.factorAfter(List.of())).isEqualTo(1);
        assertThat(plateau.factorAfter(List.of(1.0, 0.9, 0.95, 0.8, 0.9))).isEqualTo(1);
        assertThat(plateau.factorAfter(List.of(1.0, 0.9, 0.95, 0.9))).isEqualTo(0.1);
        assertThat(plateau.factorAfter(List.of(1.0, 1.0, 1.0, 1.0, 1.0))).isCloseTo(0.01, within(1e-12));
        assertThat(LearningRate.constant(1).factorAfter(List.of(1.0, 1.0, 1.0))).isEqualTo(1);
    }
}
