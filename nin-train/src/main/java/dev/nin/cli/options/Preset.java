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
 * A named set of values for everything the command line leaves open.
 *
 * @param name its name on the command line
 * @param model the network, as --model takes it
 * @param data where images come from, as --data takes it
 * @param imageSize height and width that images are resized to
 * @param normalizes whether images are normalized by the training images' statistics
 * @param kernelInitializer how kernels are drawn
 * @param validationSplit share of the training images to choose the best checkpoint by
 * @param labelSmoothing share of each label that is spread over all classes
 * @param config how it trains
 * @param fineTuning what is done with a pretrained network; empty for networks that are drawn
 */
public record Preset(
        String name,
        String model,
        String data,
        int imageSize,
        boolean normalizes,
        Initializer kernelInitializer,
        double validationSplit,
        double labelSmoothing,
        TrainingConfig config,
        Optional<FineTuned> fineTuning) {
    /**
     * What is done with a pretrained network.
     *
     * @param network its name where none is asked for
     * @param rateDecay what the rate falls by from one stage to the one before it
     * @param head how the head is trained alone
     */
    record FineTuned(String network, double rateDecay, TrainingConfig head) {}

    private static final int FEW_PHOTOS = 1024;
    private static final int FEW_BATCH = 8;
    private static final double FEW_RATE = 0.0045;
    private static final double FEW_WARM_UP = 2;

    /**
     * A preset by its name.
     *
     * @throws UserInputException if there is none of that name
     */
    static Preset named(String name) {
        return switch (name) {
            case "quick" -> quick();
            case "seed" -> seed();
            case "best" -> best();
            case "fine-tune" -> fineTune();
            default ->
                throw new UserInputException(
                        "--preset " + name + " is not known, expected quick, seed, best or fine-tune");
        };
    }

    /**
     * How such images are trained on: a few photos in smaller batches, at a smaller rate that rises for longer, for
     * without it all images soon get the same answer.
     */
    TrainingConfig config(Dataset train) {
        if (!config.unitVariance() || train.isDecoded() || train.size() >= FEW_PHOTOS) {
            return config;
        }
        LearningRate rate = config.learningRate();
        return config.toBuilder()
                .batch(Math.min(config.batch(), FEW_BATCH))
                .learningRate(new LearningRate(FEW_RATE, rate.schedule(), FEW_WARM_UP))
                .build();
    }

    /** The bundled sample, minutes on two cores. */
    private static Preset quick() {
        return new Preset(
                "quick",
                "nin",
                "sample",
                68,
                true,
                new Initializer.HeNormal(),
                0,
                0,
                learns().build(),
                Optional.empty());
    }

    /** The seed notebook's own values: Xavier's initialization, plain gradient descent, pixels from 0 to 1. */
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
                "fashion-mnist",
                224,
                false,
                new Initializer.GlorotUniform(),
                0,
                0,
                config,
                Optional.empty());
    }

    /**
     * The way of quick on all of Fashion-MNIST, mirrored, without the last ReLU, and at 131 pixels: the smallest size
     * whose last block sees 3×3 places, so that its kernels are used whole. No image is set aside: the rate falls to 0,
     * so that the last epoch is the one to keep.
     */
    private static Preset best() {
        TrainingConfig config = learns().weightDecay(4e-4)
                .augmentation(Augmentation.named("flip"))
                .build();
        return new Preset(
                "best",
                "nin-linear",
                "fashion-mnist",
                131,
                true,
                new Initializer.HeNormal(),
                0,
                0.1,
                config,
                Optional.empty());
    }

    /**
     * The head of a pretrained network for a while, then all of it at a small rate that falls towards the image. Photos
     * are shown larger than the weights were trained on, which see better so (Touvron et al. 2019).
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
                "sample",
                288,
                false,
                new Initializer.HeNormal(),
                0,
                0.1,
                all,
                Optional.of(tuned));
    }

    /** Against the plateau at log(classes): layers of unit variance and clipped gradients. */
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
