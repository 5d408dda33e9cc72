// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for weight updates; null where the preset's value applies. */
final class UpdateOptions {
    /** The decay of kernels for optimizers that add it to the gradient. */
    private static final double COUPLED_DECAY = 5e-4;

    /** Optimizers whose learning rates are alike. */
    private enum Family {
        GRADIENT_DESCENT(0.03),
        /** Those that divide the gradient by its size, with the rate of Adam's paper. */
        ADAPTIVE(0.001),
        /** Its updates have the size of Adam's but tolerate more. */
        MUON(0.005);

        private final double rate;

        Family(double rate) {
            this.rate = rate;
        }

        static Family of(Optimizer optimizer) {
            if (optimizer instanceof Optimizer.Muon) {
                return MUON;
            }
            return optimizer instanceof Optimizer.Adam || optimizer instanceof Optimizer.RmsProp
                    ? ADAPTIVE
                    : GRADIENT_DESCENT;
        }
    }

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "sgd, momentum, nesterov, adam, adamw, rmsprop, muon.")
    private @Nullable String optimizer;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "constant, step, cosine, one-cycle, exponential, plateau.")
    private @Nullable String schedule;

    @Option(names = "--lr", paramLabel = "X", description = "Peak learning rate.")
    private @Nullable Double rate;

    @Option(names = "--warmup", paramLabel = "EPOCHS", description = "Epochs of warm-up.")
    private @Nullable Double warmUp;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Decay of kernels.")
    private @Nullable Double weightDecay;

    @Option(names = "--clip-norm", paramLabel = "X", description = "Maximum norm of the gradient.")
    private @Nullable Double clipNorm;

    @Option(names = "--sharpness-radius", paramLabel = "X", description = "Radius of sharpness-aware steps (SAM).")
    private @Nullable Double sharpnessRadius;

    /**
     * Returns a preset's configuration with the changes of the command line.
     *
     * @throws dev.nin.UserInputException if a name is unknown or a number out of its range
     */
    TrainingConfig of(TrainingConfig preset) {
        LearningRate usual = preset.learningRate();
        Optimizer chosen = optimizer == null ? preset.optimizer() : Optimizer.named(optimizer);
        return preset.toBuilder()
                .optimizer(chosen)
                .learningRate(new LearningRate(
                        rate == null ? rate(preset, chosen) : rate,
                        schedule == null ? usual.schedule() : Schedule.named(schedule),
                        warmUp == null ? usual.warmUp() : warmUp))
                .weightDecay(weightDecay == null ? weightDecay(preset, chosen) : weightDecay)
                .clipNorm(clipNorm == null ? preset.clipNorm() : clipNorm)
                .sharpnessRadius(sharpnessRadius == null ? preset.sharpnessRadius() : sharpnessRadius)
                .build();
    }

    /** Returns the preset's rate as it would be for another optimizer. */
    private static double rate(TrainingConfig preset, Optimizer chosen) {
        double ofPreset = preset.learningRate().rate();
        Family before = Family.of(preset.optimizer());
        Family now = Family.of(chosen);
        if (now == before) {
            return ofPreset;
        }
        // The rates of gradient descent vary too much between presets to be converted.
        return before == Family.GRADIENT_DESCENT ? now.rate : ofPreset * now.rate / before.rate;
    }

    /** Returns the preset's decay, unless it would be too large as a part of the gradient. */
    private static double weightDecay(TrainingConfig preset, Optimizer chosen) {
        return preset.optimizer().decouplesDecay() && !chosen.decouplesDecay() ? COUPLED_DECAY : preset.weightDecay();
    }
}
