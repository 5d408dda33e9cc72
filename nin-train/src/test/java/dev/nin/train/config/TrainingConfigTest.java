// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of a training configuration. */
class TrainingConfigTest {
    @Test
    void hasTheDefaultsItsDocumentationSays() {
        assertThat(TrainingConfig.builder().build())
                .isEqualTo(new TrainingConfig(
                        10,
                        128,
                        1,
                        new Optimizer.Sgd(),
                        LearningRate.constant(0.01),
                        0,
                        0,
                        1,
                        0,
                        Float.POSITIVE_INFINITY,
                        0,
                        false,
                        LayerRates.SAME,
                        Augmentation.NONE));
    }

    @Test
    void becomesABuilderOfItself() {
        TrainingConfig config = TrainingConfig.builder()
                .epochs(3)
                .batch(4)
                .seed(5)
                .optimizer(new Optimizer.Momentum(0.5f, true))
                .learningRate(LearningRate.constant(0.7))
                .weightDecay(0.25)
                .averageDecay(0.75)
                .accumulation(4)
                .reseeds(6)
                .clipNorm(2)
                .sharpnessRadius(0.5)
                .unitVariance(true)
                .layerRates(new LayerRates(Map.of("conv2d_1", 0.5)))
                .augmentation(Augmentation.flipShift(2))
                .build();

        assertThat(config.toBuilder().build()).isEqualTo(config);
        assertThat(config)
                .isEqualTo(new TrainingConfig(
                        3,
                        4,
                        5,
                        new Optimizer.Momentum(0.5f, true),
                        LearningRate.constant(0.7),
                        0.25f,
                        0.75f,
                        4,
                        6,
                        2,
                        0.5f,
                        true,
                        new LayerRates(Map.of("conv2d_1", 0.5)),
                        Augmentation.flipShift(2)));
    }

    @Test
    void refusesNumbersOutOfTheirRange() {
        assertRefused(TrainingConfig.builder().epochs(0), "epochs is 0, expected at least 1");
        assertRefused(TrainingConfig.builder().batch(-3), "batch is -3, expected at least 1");
        assertRefused(TrainingConfig.builder().weightDecay(-1), "weightDecay is -1.0, expected a number of at least 0");
        assertRefused(
                TrainingConfig.builder().weightDecay(Double.NaN),
                "weightDecay is NaN, expected a number of at least 0");
        assertRefused(
                TrainingConfig.builder().averageDecay(1),
                "the weights' average has the decay 1.0, expected at least 0 and below 1, such as 0.999");
        assertRefused(TrainingConfig.builder().accumulation(0), "accumulation is 0, expected at least 1");
        assertRefused(TrainingConfig.builder().reseeds(-1), "the number of reseeds is -1, expected at least 0");
        assertRefused(TrainingConfig.builder().clipNorm(0), "clipNorm is 0.0, expected a number above 0");
        assertRefused(
                TrainingConfig.builder().sharpnessRadius(-1),
                "sharpnessRadius is -1.0, expected a number of at least 0, such as 0.05");
    }

    private static void assertRefused(TrainingConfigBuilder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
