// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what is read off a learning rate range test. */
class RateCurveTest {
    private static final int STEPS = 200;

    @Test
    void suggestsTheRateAtWhichTheLossFallsFastest() {
        // Falls fastest at 0.01, lowest at 0.1, then rises.
        RateCurve curve = curve(decade ->
                decade < -1 ? 2 - 1 / (1 + Math.exp(-8 * (decade + 2))) : 1 + 10 * (decade + 1) * (decade + 1));

        assertThat(curve.steepest().orElseThrow().rate()).isCloseTo(0.01, within(0.001));
        assertThat(curve.lowest().rate()).isBetween(0.05, 0.11);
    }

    @Test
    void aSingleLuckyBatchIsNoFall() {
        // The lucky batch at step 20 is far below the losses around it; the others fall at 0.01.
        List<Double> losses = IntStream.range(0, STEPS)
                .mapToObj(i -> i == 20 ? 1.0 : loss(i, decade -> 2.3 - 1 / (1 + Math.exp(-8 * (decade + 2)))))
                .toList();

        RateCurve lucky = RateCurve.of(rates(), losses);

        assertThat(lucky.steepest().orElseThrow().rate()).isCloseTo(0.01, within(0.002));
        assertThat(lucky.lowest().rate()).isGreaterThan(0.01);
    }

    @Test
    void suggestsNothingIfTheLossNeverFalls() {
        assertThat(curve(decade -> 2.3).steepest()).isEmpty();
        assertThat(curve(decade -> 2.3 + (decade + 7) / 10).steepest()).isEmpty();
    }

    @Test
    void needsAPoint() {
        assertThatThrownBy(() -> new RateCurve(Collections.emptyList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no points, expected one for each step");
    }

    private static RateCurve curve(DoubleUnaryOperator loss) {
        return RateCurve.of(
                rates(), IntStream.range(0, STEPS).mapToObj(i -> loss(i, loss)).toList());
    }

    private static List<Double> rates() {
        return IntStream.range(0, STEPS).mapToObj(i -> Math.pow(10, decade(i))).toList();
    }

    private static double loss(int step, DoubleUnaryOperator loss) {
        return loss.applyAsDouble(decade(step));
    }

    private static double decade(int step) {
        return -6 + 7.0 * step / (STEPS - 1);
    }
}
