// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.nin.UserInputException;
import dev.nin.model.Dropout;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.zoo.Zoo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests the defaults of the command line. */
class TrainOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0.03",
        "--optimizer momentum, 0.03",
        "--optimizer adam, 0.001",
        "--optimizer adam --lr 0.5, 0.5",
        "--optimizer adamw, 0.001",
        "--optimizer rmsprop, 0.001",
        "--optimizer muon, 0.005",
        "--lr 0.5, 0.5",
        "--preset seed, 0.001",
        "--preset seed --optimizer adam, 0.001",
        "--preset cifar, 0.006",
        "--preset fine-tune --optimizer adam, 0.00003",
    })
    void theRateIsTheUsersElseTheOptimizersElseThePresets(String words, double rate) {
        assertThat(config(words).learningRate().rate()).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"--preset cifar --optimizer nesterov, 0.036", "--preset cifar --optimizer adamw, 0.0012"})
    void theRateIsThePresetsConvertedForAnotherOptimizer(String words, double rate) {
        assertThat(config(words).learningRate().rate()).isCloseTo(rate, withinPercentage(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0.0005",
        "--optimizer muon, 0.0005",
        "--preset cifar, 0.1",
        "--preset cifar --optimizer adamw, 0.1",
        "--preset cifar --optimizer adam, 0.0005",
        "--preset cifar --optimizer nesterov, 0.0005",
        "--preset cifar --optimizer nesterov --weight-decay 0.001, 0.001",
    })
    void theDecayIsThePresetsIfItFitsTheOptimizer(String words, float decay) {
        assertThat(config(words).weightDecay()).isEqualTo(decay);
    }

    @Test
    void wordsReachTheConfiguration() {
        TrainingConfig config = config("--schedule one-cycle --warmup 2 --optimizer adamw --augment flip-shift");

        assertThat(config.learningRate()).isEqualTo(new LearningRate(0.001, Schedule.ONE_CYCLE, 2));
        assertThat(config.optimizer()).isEqualTo(Optimizer.named("adamw"));
        assertThat(config.augmentation()).isEqualTo(Augmentation.flipShift(2));
    }

    @Test
    void labelsAreSmoothedAsThePresetOrTheUserSays() {
        assertThat(options("").labelSmoothing()).isZero();
        assertThat(options("--preset best").labelSmoothing()).isEqualTo(0.1);
        assertThat(options("--preset best --task regression").labelSmoothing()).isZero();
        assertThat(options("--preset best --label-smoothing 0.25").labelSmoothing())
                .isEqualTo(0.25);
    }

    @Test
    void theCureOfThePlateauCanBeSwitched() {
        assertThat(config("--preset seed").unitVariance()).isFalse();
        assertThat(config("--preset seed").clipNorm()).isInfinite();
        assertThat(config("--preset seed --unit-variance --clip-norm 0.5").unitVariance())
                .isTrue();
        assertThat(config("--preset seed --unit-variance --clip-norm 0.5").clipNorm())
                .isEqualTo(0.5f);
        assertThat(config("--no-unit-variance").unitVariance()).isFalse();
    }

    @Test
    void stepsAreSharpnessAwareIfTheUserSaysSo() {
        assertThat(config("").sharpnessRadius()).isZero();
        assertThat(config("--sharpness-radius 0.25").sharpnessRadius()).isEqualTo(0.25f);
    }

    @Test
    void theBestPresetMirrorsImagesAndCutsSquaresOut() {
        assertThat(config("--preset best").augmentation()).isEqualTo(new Augmentation(true, 0, 8, 0));
        assertThat(config("--preset best --augment none").augmentation()).isEqualTo(Augmentation.NONE);
    }

    @Test
    void numbersOfAugmentationsFollowAColon() {
        assertThat(config("--augment flip,shift:4,cutout:8,mix-up:0.2").augmentation())
                .isEqualTo(new Augmentation(true, 4, 8, 0.2f));
    }

    @Test
    void dropoutIsTheUsersElseThePresetsElseTheNetworks() {
        assertThat(dropout("--dropout 0.3", true)).containsOnly(0.3f);
        assertThat(dropout("--dropout 0.3", false)).containsOnly(0.3f);
        assertThat(dropout("--preset cifar", true)).containsOnly(0.3f);
        assertThat(dropout("--preset cifar", false)).containsOnly(0.5f);
        assertThat(dropout("", true)).containsOnly(0.5f);
    }

    private static List<Float> dropout(String words, boolean isOfZoo) {
        ModelSpec model = options(words).withDropout(Zoo.nin(68, 1, 10), isOfZoo);
        return model.nodes().stream()
                .flatMap(node -> node.layer() instanceof Dropout layer ? Stream.of(layer.rate()) : Stream.of())
                .toList();
    }

    @Test
    void thePresetForCifarNeedsAFolder() {
        assertThat(options("--preset cifar --data photos").data()).isEqualTo("photos");
        assertThatThrownBy(() -> options("--preset cifar").data())
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("--preset cifar needs --data DIR");
    }

    private static TrainingConfig config(String words) {
        return options(words).config();
    }

    private static TrainOptions options(String words) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(words.isEmpty() ? new String[0] : words.split(" ", -1));
        return holder.options;
    }

    /** A command with these options and nothing to run. */
    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final TrainOptions options = new TrainOptions();
    }
}
