// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import dev.nin.UserInputException;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;

/** A builder of {@link TrainingConfig}; values are checked by {@link #build}. Not thread-safe. */
public final class TrainingConfigBuilder {
    private int epochs = 10;
    private int batch = 128;
    private long seed = 1;
    private Optimizer optimizer = new Optimizer.Sgd();
    private LearningRate learningRate = LearningRate.constant(0.01);
    private float weightDecay;
    private float averageDecay;
    private int accumulation = 1;
    private int reseeds;
    private float clipNorm = Float.POSITIVE_INFINITY;
    private float sharpnessRadius;
    private boolean unitVariance;
    private LayerRates layerRates = LayerRates.SAME;
    private Augmentation augmentation = Augmentation.NONE;

    TrainingConfigBuilder() {}

    /** Creates a builder that starts from a configuration. */
    TrainingConfigBuilder(TrainingConfig config) {
        epochs = config.epochs();
        batch = config.batch();
        seed = config.seed();
        optimizer = config.optimizer();
        learningRate = config.learningRate();
        weightDecay = config.weightDecay();
        averageDecay = config.averageDecay();
        accumulation = config.accumulation();
        reseeds = config.reseeds();
        clipNorm = config.clipNorm();
        sharpnessRadius = config.sharpnessRadius();
        unitVariance = config.unitVariance();
        layerRates = config.layerRates();
        augmentation = config.augmentation();
    }

    /**
     * Sets the number of passes over the training images. Default: 10.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    /**
     * Sets the number of images per step; the last step of an epoch may have fewer. Default: 128.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder batch(int value) {
        batch = value;
        return this;
    }

    /**
     * Sets the seed of the weights, the order of the images and dropout. Default: 1.
     *
     * @param value any number
     * @return this builder
     */
    public TrainingConfigBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Sets the optimizer. Default: plain gradient descent.
     *
     * @param value the optimizer
     * @return this builder
     */
    public TrainingConfigBuilder optimizer(Optimizer value) {
        optimizer = value;
        return this;
    }

    /**
     * Sets the learning rate and its schedule. Default: a constant 0.01.
     *
     * @param value the learning rate
     * @return this builder
     */
    public TrainingConfigBuilder learningRate(LearningRate value) {
        learningRate = value;
        return this;
    }

    /**
     * Sets the weight decay of kernels. Default: 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public TrainingConfigBuilder weightDecay(double value) {
        weightDecay = (float) value;
        return this;
    }

    /**
     * Keeps a moving average of the weights, which is evaluated and kept in checkpoints instead of the weights.
     * Default: 0, no average.
     *
     * @param value decay of the average per step, such as 0.999; at least 0 and below 1
     * @return this builder
     */
    public TrainingConfigBuilder averageDecay(double value) {
        averageDecay = (float) value;
        return this;
    }

    /**
     * Accumulates the gradients of this number of steps before the weights change, as if the batch were that many times
     * larger. Batch normalization still uses the statistics of the single steps. Default: 1.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder accumulation(int value) {
        accumulation = value;
        return this;
    }

    /**
     * Sets how often a dead start is restarted, each time with the next seed. Default: 0; the listeners are notified
     * and training continues.
     *
     * @param value at least 0
     * @return this builder
     */
    public TrainingConfigBuilder reseeds(int value) {
        reseeds = value;
        return this;
    }

    /**
     * Clips the gradients to a maximum global norm. Default: no clipping.
     *
     * @param value above 0
     * @return this builder
     */
    public TrainingConfigBuilder clipNorm(double value) {
        clipNorm = (float) value;
        return this;
    }

    /**
     * Makes steps sharpness-aware (SAM, Foret et al. 2021): each computes its gradient not at the weights w but at w +
     * radius · g / |g|, where g is the gradient of the same batch at w, so that training finds weights around which the
     * loss is low as well. A step takes twice as long. Default: 0, plain steps.
     *
     * @param radius at least 0, such as 0.05
     * @return this builder
     */
    public TrainingConfigBuilder sharpnessRadius(double radius) {
        sharpnessRadius = (float) radius;
        return this;
    }

    /**
     * Sets whether layers are scaled to unit variance on a first batch before training (LSUV, Mishkin and Matas 2015),
     * the last one to a tenth. Default: false.
     *
     * @param value whether to scale
     * @return this builder
     */
    public TrainingConfigBuilder unitVariance(boolean value) {
        unitVariance = value;
        return this;
    }

    /**
     * Sets the factors on the learning rate by layer. Default: 1 everywhere.
     *
     * @param value the factors, only for nodes of the model
     * @return this builder
     */
    public TrainingConfigBuilder layerRates(LayerRates value) {
        layerRates = value;
        return this;
    }

    /**
     * Sets the augmentation of the training images. Default: none.
     *
     * @param value the augmentation
     * @return this builder
     */
    public TrainingConfigBuilder augmentation(Augmentation value) {
        augmentation = value;
        return this;
    }

    /**
     * Checks the values and builds the configuration.
     *
     * @return the configuration; the builder is not changed
     * @throws UserInputException if a number is out of its range
     */
    public TrainingConfig build() {
        return new TrainingConfig(
                epochs,
                batch,
                seed,
                optimizer,
                learningRate,
                weightDecay,
                averageDecay,
                accumulation,
                reseeds,
                clipNorm,
                sharpnessRadius,
                unitVariance,
                layerRates,
                augmentation);
    }
}
