package dev.nin.train;

import dev.nin.model.UserInputException;

/**
 * How a model is trained.
 *
 * @param epochs how often each training image is shown
 * @param batch images a step
 * @param seed determines weights, order and dropout
 * @param optimizer how gradients change the weights
 * @param learningRate the rate over time
 * @param weightDecay added to a kernel's gradient, times the kernel; biases and normalizations have none
 * @param labelSmoothing share of each label that is spread evenly over all classes
 * @param clipNorm the greatest global norm of the gradients; infinite for no clipping
 * @param unitVariance whether layers are scaled on a first batch before training
 * @param augmentation what is done to images before the network sees them
 */
public record TrainingConfig(
        int epochs,
        int batch,
        long seed,
        Optimizer optimizer,
        LearningRate learningRate,
        float weightDecay,
        float labelSmoothing,
        float clipNorm,
        boolean unitVariance,
        Augmentation augmentation) {
    /** @throws UserInputException if a number is out of its range */
    public TrainingConfig {
        requireAtLeastOne("--epochs", epochs);
        requireAtLeastOne("--batch", batch);
        if (!(weightDecay >= 0) || !Float.isFinite(weightDecay)) {
            throw new UserInputException("--weight-decay is " + weightDecay + ", expected a number of at least 0");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new UserInputException(
                    "--label-smoothing is " + labelSmoothing + ", expected at least 0 and below 1, such as 0.1");
        }
        if (!(clipNorm > 0)) {
            throw new UserInputException("the clipping norm is " + clipNorm + ", expected a number above 0");
        }
    }

    /**
     * Starts from plain gradient descent: 10 epochs, batches of 128, rate 0.01, seed 1, nothing else.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from this configuration.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.epochs = epochs;
        builder.batch = batch;
        builder.seed = seed;
        builder.optimizer = optimizer;
        builder.learningRate = learningRate;
        builder.weightDecay = weightDecay;
        builder.labelSmoothing = labelSmoothing;
        builder.clipNorm = clipNorm;
        builder.unitVariance = unitVariance;
        builder.augmentation = augmentation;
        return builder;
    }

    /** Collects a configuration; values are checked when it is built. */
    public static final class Builder {
        private int epochs = 10;
        private int batch = 128;
        private long seed = 1;
        private Optimizer optimizer = new Optimizer.Sgd();
        private LearningRate learningRate = LearningRate.constant(0.01);
        private float weightDecay;
        private float labelSmoothing;
        private float clipNorm = Float.POSITIVE_INFINITY;
        private boolean unitVariance;
        private Augmentation augmentation = Augmentation.NONE;

        private Builder() {}

        /**
         * How often each training image is shown. Default 10.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /**
         * Images a step; the last step of an epoch may have fewer. Default 128.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder batch(int value) {
            batch = value;
            return this;
        }

        /**
         * Determines weights, order and dropout. Default 1.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * How gradients change the weights. Default plain gradient descent.
         *
         * @param value the optimizer
         * @return this builder
         */
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /**
         * The rate over time. Default a constant 0.01.
         *
         * @param value the schedule
         * @return this builder
         */
        public Builder learningRate(LearningRate value) {
            learningRate = value;
            return this;
        }

        /**
         * Decay of kernels. Default 0.
         *
         * @param value at least 0
         * @return this builder
         */
        public Builder weightDecay(double value) {
            weightDecay = (float) value;
            return this;
        }

        /**
         * Share of each label that is spread evenly over all classes, so that the loss does not ask for certainty
         * (Szegedy et al. 2016). Evaluation has none. Default 0.
         *
         * @param value at least 0 and below 1
         * @return this builder
         */
        public Builder labelSmoothing(double value) {
            labelSmoothing = (float) value;
            return this;
        }

        /**
         * Scales the gradients together so that their global norm stays below this. Default no clipping.
         *
         * @param value above 0
         * @return this builder
         */
        public Builder clipNorm(double value) {
            clipNorm = (float) value;
            return this;
        }

        /**
         * Whether layers are scaled to unit variance on a first batch before training (LSUV, Mishkin and Matas 2015),
         * the last one to a tenth. Default no.
         *
         * @param value whether
         * @return this builder
         */
        public Builder unitVariance(boolean value) {
            unitVariance = value;
            return this;
        }

        /**
         * What is done to images before the network sees them. Default nothing.
         *
         * @param value the augmentation
         * @return this builder
         */
        public Builder augmentation(Augmentation value) {
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
                    labelSmoothing,
                    clipNorm,
                    unitVariance,
                    augmentation);
        }
    }

    private static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new UserInputException(what + " is " + value + ", expected at least 1");
        }
    }
}
