// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import org.junit.jupiter.api.Test;

/** Tests the learning rate range test on real images. */
class RateFinderTest {
    private static final ImageSets SAMPLE = DataSource.load("sample").limit(500, 10);
    private static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .relu()
            .maxPool(2, 2)
            .flatten()
            .dense(10)
            .build("small");
    private static final TrainingConfig CONFIG = TrainingConfig.builder()
            .batch(32)
            .optimizer(new Optimizer.Momentum(0.9f, true))
            .unitVariance(true)
            .build();

    @Test
    void takesAsManyStepsAsWantedWhileTheRateRises() {
        RateCurve curve = RateFinder.find(
                Trainer.of(MODEL),
                SAMPLE.train(),
                CONFIG.toBuilder().clipNorm(1).build(),
                60);

        assertThat(curve.points()).hasSize(60);
        assertThat(curve.points().get(0).rate()).isLessThan(2e-6);
        assertThat(curve.points().get(59).rate()).isBetween(5.0, 10.0);
        assertThat(curve.points()).isSortedAccordingTo((first, second) -> Double.compare(first.rate(), second.rate()));
        double suggested = curve.steepest().orElseThrow().rate();
        assertThat(suggested).isBetween(0.001, 1.0);
    }

    @Test
    void endsWhenTheLossDiverges() {
        ModelSpec linear = Nin.image(28, 28, 1).flatten().dense(10).build("linear");

        RateCurve curve = RateFinder.find(Trainer.of(linear), SAMPLE.train(), CONFIG, 100);

        assertThat(curve.points()).hasSizeBetween(40, 99);
        assertThat(curve.lowest().smoothLoss()).isLessThan(curve.points().get(0).smoothLoss());
    }

    @Test
    void needsAFewSteps() {
        assertThatThrownBy(() -> RateFinder.find(Trainer.of(MODEL), SAMPLE.train(), CONFIG, 19))
                .isInstanceOf(UserInputException.class)
                .hasMessage("steps is 19, expected at least 20");
    }
}
