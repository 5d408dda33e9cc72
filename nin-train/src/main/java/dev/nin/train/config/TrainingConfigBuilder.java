// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import dev.nin.UserInputException;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;

/** Collects a configuration; values are checked when it is built. Not thread-safe. */
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
    private boolean unitVariance;
    private LayerRates layerRates = LayerRates.SAME;
    private Augmentation augmentation = Augmentation.NONE;

    TrainingConfigBuilder() {}

    /** Starts from a configuration. */
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
        unitVariance = config.unitVariance();
        layerRates = config.layerRates();
        augmentation = config.augmentation();
    }

    /**
     * How often each training image is shown. Default 10.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    /**
     * Images a step; the last step of an epoch may have fewer. Default 128.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder batch(int value) {
        batch = value;
        return this;
    }

    /**
     * Determines weights, order and dropout. Default 1.
     *
     * @param value any number
     * @return this builder
     */
    public TrainingConfigBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * How gradients change the weights. Default plain gradient descent.
     *
     * @param value the optimizer
     * @return this builder
     */
    public TrainingConfigBuilder optimizer(Optimizer value) {
        optimizer = value;
        return this;
    }

    /**
     * The rate over time. Default a constant 0.01.
     *
     * @param value the schedule
     * @return this builder
     */
    public TrainingConfigBuilder learningRate(LearningRate value) {
        learningRate = value;
        return this;
    }

    /**
     * Decay of kernels. Default 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public TrainingConfigBuilder weightDecay(double value) {
        weightDecay = (float) value;
        return this;
    }

    /**
     * Keeps a moving average of the weights, which is what is evaluated and kept in checkpoints. Default 0, none.
     *
     * @param value share of the average that a step leaves, such as 0.999; at least 0 and below 1
     * @return this builder
     */
    public TrainingConfigBuilder averageDecay(double value) {
        averageDecay = (float) value;
        return this;
    }

    /**
     * Sums the gradients of so many steps before the weights change, as if the batch were so many times larger. Where a
     * batch normalization learns statistics, those are of the single steps. Default 1.
     *
     * @param value at least 1
     * @return this builder
     */
    public TrainingConfigBuilder accumulation(int value) {
        accumulation = value;
        return this;
    }

    /**
     * How often a training that stays where it began is begun again, each time with the next seed. Default 0: its
     * listeners are told, and it goes on.
     *
     * @param value at least 0
     * @return this builder
     */
    public TrainingConfigBuilder reseeds(int value) {
        reseeds = value;
        return this;
    }

    /**
     * Scales the gradients together so that their global norm stays below this. Default no clipping.
     *
     * @param value above 0
     * @return this builder
     */
    public TrainingConfigBuilder clipNorm(double value) {
        clipNorm = (float) value;
        return this;
    }

    /**
     * Whether layers are scaled to unit variance on a first batch before training (LSUV, Mishkin and Matas 2015), the
     * last one to a tenth. Default no.
     *
     * @param value whether
     * @return this builder
     */
    public TrainingConfigBuilder unitVariance(boolean value) {
        unitVariance = value;
        return this;
    }

    /**
     * What the rate is multiplied by in each layer. Default nothing.
     *
     * @param value the factors, which may name only nodes of the model
     * @return this builder
     */
    public TrainingConfigBuilder layerRates(LayerRates value) {
        layerRates = value;
        return this;
    }

    /**
     * What is done to images before the network sees them. Default nothing.
     *
     * @param value the augmentation
     * @return this builder
     */
    public TrainingConfigBuilder augmentation(Augmentation value) {
        augmentation = value;
        return this;
    }

    /**
     * Checks and builds.
     *
     * @return the configuration; the builder stays as it is
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
                unitVariance,
                layerRates,
                augmentation);
    }
}
