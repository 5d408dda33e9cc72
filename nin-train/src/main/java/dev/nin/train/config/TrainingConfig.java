// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;

/**
 * The training configuration.
 *
 * @param epochs number of passes over the training images
 * @param batch images per step
 * @param seed seed of the weights, the order of the images and dropout
 * @param optimizer the optimizer
 * @param learningRate the learning rate and its schedule
 * @param weightDecay the weight decay of kernels; biases and normalizations have none
 * @param averageDecay decay of the moving average of the weights per step; 0 for no average
 * @param accumulation number of steps whose gradients are accumulated before the weights change
 * @param reseeds how often a dead start is restarted with the next seed
 * @param clipNorm the maximum global norm of the gradients; infinite for no clipping
 * @param sharpnessRadius how far sharpness-aware steps look for a greater loss; 0 for plain steps
 * @param unitVariance whether layers are scaled on a first batch before training
 * @param layerRates the factors on the learning rate by layer
 * @param augmentation the augmentation of the training images
 */
public record TrainingConfig(
        int epochs,
        int batch,
        long seed,
        Optimizer optimizer,
        LearningRate learningRate,
        float weightDecay,
        float averageDecay,
        int accumulation,
        int reseeds,
        float clipNorm,
        float sharpnessRadius,
        boolean unitVariance,
        LayerRates layerRates,
        Augmentation augmentation) {
    /** @throws UserInputException if a number is out of its range */
    public TrainingConfig {
        requireAtLeastOne("epochs", epochs);
        requireAtLeastOne("batch", batch);
        if (!(weightDecay >= 0) || !Float.isFinite(weightDecay)) {
            throw new InvalidSettingException("weightDecay", "is " + weightDecay + ", expected a number of at least 0");
        }
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new UserInputException("the weights' average has the decay " + averageDecay
                    + ", expected at least 0 and below 1, such as 0.999");
        }
        requireAtLeastOne("accumulation", accumulation);
        if (reseeds < 0) {
            throw new UserInputException("the number of reseeds is " + reseeds + ", expected at least 0");
        }
        if (!(clipNorm > 0)) {
            throw new InvalidSettingException("clipNorm", "is " + clipNorm + ", expected a number above 0");
        }
        if (!(sharpnessRadius >= 0) || !Float.isFinite(sharpnessRadius)) {
            throw new InvalidSettingException(
                    "sharpnessRadius", "is " + sharpnessRadius + ", expected a number of at least 0, such as 0.05");
        }
    }

    /**
     * Creates a builder with the defaults: plain gradient descent, 10 epochs, batches of 128, rate 0.01, seed 1,
     * everything else off.
     *
     * @return a builder
     */
    public static TrainingConfigBuilder builder() {
        return new TrainingConfigBuilder();
    }

    /**
     * Creates a builder that starts from this configuration.
     *
     * @return a builder
     */
    public TrainingConfigBuilder toBuilder() {
        return new TrainingConfigBuilder(this);
    }

    private static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new InvalidSettingException(what, "is " + value + ", expected at least 1");
        }
    }
}
