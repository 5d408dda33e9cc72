// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.model.Initializer;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.config.TrainingConfigBuilder;
import java.util.Optional;

/**
 * A named set of defaults for the options that the command line does not set.
 *
 * @param name its name on the command line
 * @param model the network, a value of --model
 * @param data the source of the images, a value of --data; empty if it must be given
 * @param imageSize height and width that images are resized to
 * @param normalizes whether images are normalized by the training images' statistics
 * @param kernelInitializer the initializer of the kernels
 * @param dropout the rate of dropout layers; empty for the network's own
 * @param validationSplit share of the training images for choosing the best checkpoint
 * @param labelSmoothing share of each label spread over all classes
 * @param config the training configuration
 * @param mixedPrecision whether to compute with 16-bit floats where that is faster
 * @param fineTuning the settings for a pretrained network; empty for randomly initialized networks
 */
public record Preset(
        String name,
        String model,
        Optional<String> data,
        int imageSize,
        boolean normalizes,
        Initializer kernelInitializer,
        Optional<Double> dropout,
        double validationSplit,
        double labelSmoothing,
        TrainingConfig config,
        boolean mixedPrecision,
        Optional<FineTuned> fineTuning) {
    /**
     * The settings for a pretrained network.
     *
     * @param network its default name
     * @param rateDecay the factor of the learning rate from one stage to the one before it
     * @param head the configuration for training the head alone
     */
    record FineTuned(String network, double rateDecay, TrainingConfig head) {}

    private static final int FEW_PHOTOS = 1024;
    private static final int FEW_BATCH = 8;
    private static final double FEW_RATE_SHARE = 0.15;
    private static final double FEW_WARM_UP = 2;

    /**
     * Returns a preset by its name.
     *
     * @throws UserInputException if there is no preset of that name
     */
    static Preset named(String name) {
        return switch (name) {
            case "quick" -> quick();
            case "seed" -> seed();
            case "best" -> best();
            case "cifar" -> cifar();
            case "fine-tune" -> fineTune();
            default ->
                throw new UserInputException(
                        "--preset " + name + " is not known, expected quick, seed, best, cifar or fine-tune");
        };
    }

    /**
     * Returns the configuration for the given images. A few photos are trained in smaller batches, with a smaller rate
     * and a longer warm-up; otherwise the network soon predicts the same class for all images.
     */
    TrainingConfig config(Dataset train) {
        if (!config.unitVariance() || train.isDecoded() || train.size() >= FEW_PHOTOS) {
            return config;
        }
        LearningRate rate = config.learningRate();
        return config.toBuilder()
                .batch(Math.min(config.batch(), FEW_BATCH))
                .learningRate(new LearningRate(FEW_RATE_SHARE * rate.rate(), rate.schedule(), FEW_WARM_UP))
                .build();
    }

    /** Returns the preset for the bundled sample, which trains in minutes on two cores. */
    private static Preset quick() {
        return new Preset(
                "quick",
                "nin",
                Optional.of("sample"),
                68,
                true,
                new Initializer.HeNormal(),
                Optional.empty(),
                0,
                0,
                learns().build(),
                false,
                Optional.empty());
    }

    /** Returns the seed notebook's values: Xavier initialization, plain gradient descent, pixels from 0 to 1. */
    private static Preset seed() {
        TrainingConfig config = TrainingConfig.builder()
                .epochs(10)
                .batch(128)
                .optimizer(new Optimizer.Sgd())
                .learningRate(LearningRate.constant(0.001))
                .build();
        return new Preset(
                "seed",
                "nin",
                Optional.of("fashion-mnist"),
                224,
                false,
                new Initializer.GlorotUniform(),
                Optional.empty(),
                0,
                0,
                config,
                false,
                Optional.empty());
    }

    /**
     * Returns the preset for all of Fashion-MNIST: no last ReLU, Muon, mirrored images with a square cut out, and 131
     * pixels, the smallest size at which the last block sees 3×3 positions, so that its kernels are fully used. No
     * images are set aside for validation: the rate falls to 0, so the last epoch is kept.
     */
    private static Preset best() {
        TrainingConfig config = learns().batch(128)
                .optimizer(Optimizer.named("muon"))
                .learningRate(new LearningRate(0.004, Schedule.COSINE, 0.5))
                .weightDecay(0.1)
                .augmentation(Augmentation.named("flip,cutout:8"))
                .build();
        return new Preset(
                "best",
                "nin-linear",
                Optional.of("fashion-mnist"),
                131,
                true,
                new Initializer.HeNormal(),
                Optional.empty(),
                0,
                0.1,
                config,
                true,
                Optional.empty());
    }

    /**
     * Returns the paper's network for CIFAR-10 with batch normalization, dropout and decay; the last epoch is kept, as
     * for {@code best}.
     */
    private static Preset cifar() {
        TrainingConfig config = learns().epochs(30)
                .batch(64)
                .optimizer(Optimizer.named("muon"))
                .learningRate(new LearningRate(0.006, Schedule.COSINE, 1))
                .weightDecay(0.1)
                .augmentation(Augmentation.named("flip,shift:4,cutout:8"))
                .build();
        return new Preset(
                "cifar",
                "nin-cifar-bn",
                Optional.empty(),
                32,
                true,
                new Initializer.HeNormal(),
                Optional.of(0.3),
                0,
                0.1,
                config,
                true,
                Optional.empty());
    }

    /**
     * Returns the preset that first trains the head of a pretrained network, then all layers at a small rate that
     * decreases toward the image. Photos are larger than in the weights' training, which increases accuracy (Touvron et
     * al. 2019).
     */
    private static Preset fineTune() {
        TrainingConfig head = TrainingConfig.builder()
                .epochs(30)
                .batch(32)
                .optimizer(Optimizer.named("adamw"))
                .learningRate(new LearningRate(0.003, Schedule.COSINE, 1))
                .weightDecay(0.01)
                .build();
        TrainingConfig all = head.toBuilder()
                .epochs(4)
                .batch(16)
                .learningRate(new LearningRate(0.00003, Schedule.COSINE, 1))
                .clipNorm(1)
                .augmentation(Augmentation.named("flip,resized-crop"))
                .build();
        FineTuned tuned = new FineTuned("efficientnet-lite0", 0.7, head);
        return new Preset(
                "fine-tune",
                tuned.network(),
                Optional.of("sample"),
                288,
                false,
                new Initializer.HeNormal(),
                Optional.empty(),
                0,
                0.1,
                all,
                false,
                Optional.of(tuned));
    }

    /**
     * Returns a configuration that avoids the plateau at log(classes): layers of unit variance and clipped gradients.
     */
    private static TrainingConfigBuilder learns() {
        return TrainingConfig.builder()
                .epochs(10)
                .batch(32)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(new LearningRate(0.03, Schedule.COSINE, 0.5))
                .weightDecay(5e-4)
                .clipNorm(1)
                .unitVariance(true);
    }
}
