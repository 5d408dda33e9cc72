// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.TrainingConfig;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for weight updates; null where the preset's value applies. */
final class UpdateOptions {
    /** The default rate of optimizers that divide the gradient by its size. */
    private static final double ADAPTIVE_RATE = 0.001;

    private static final Set<String> ADAPTIVE = Set.of("adam", "adamw", "rmsprop");

    /** The default rate of Muon, whose updates have the size of Adam's but tolerate more. */
    private static final double MUON_RATE = 0.005;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "sgd, momentum, nesterov, adam, adamw, rmsprop," + " muon.")
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

    /**
     * Returns a preset's configuration with the changes of the command line.
     *
     * @throws dev.nin.UserInputException if a name is unknown or a number out of its range
     */
    TrainingConfig of(TrainingConfig preset) {
        LearningRate usual = preset.learningRate();
        return preset.toBuilder()
                .optimizer(optimizer == null ? preset.optimizer() : Optimizer.named(optimizer))
                .learningRate(new LearningRate(
                        rate == null ? rate(usual) : rate,
                        schedule == null ? usual.schedule() : Schedule.named(schedule),
                        warmUp == null ? usual.warmUp() : warmUp))
                .weightDecay(weightDecay == null ? preset.weightDecay() : weightDecay)
                .clipNorm(clipNorm == null ? preset.clipNorm() : clipNorm)
                .build();
    }

    /** The preset's rate is for gradient descent; Adam and similar optimizers use the rate of Adam's paper. */
    private double rate(LearningRate ofPreset) {
        if (optimizer == null) {
            return ofPreset.rate();
        }
        return optimizer.equals("muon") ? MUON_RATE : ADAPTIVE.contains(optimizer) ? ADAPTIVE_RATE : ofPreset.rate();
    }
}
