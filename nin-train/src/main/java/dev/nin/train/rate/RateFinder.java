// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.rate;

import com.google.common.math.IntMath;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.train.DivergedException;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import java.math.RoundingMode;

/**
 * The learning rate range test: a short training whose rate rises exponentially from step to step, until the loss
 * diverges (Smith 2017, Cyclical Learning Rates for Training Neural Networks).
 *
 * <pre>{@code
 * double rate = RateFinder.find(Trainer.of(spec), train, config).steepest().orElseThrow().rate();
 * config.toBuilder().learningRate(new LearningRate(rate, Schedule.COSINE, 0.5)).build();
 * }</pre>
 */
public final class RateFinder {
    /** The rate of the last step, if the loss does not diverge before. */
    static final double HIGHEST = 10;
    /** The default number of steps, which is enough for a smooth curve over the decades of rates. */
    public static final int STEPS = 200;

    private static final int LEAST_STEPS = 20;

    private RateFinder() {}

    /**
     * Measures the loss at rates from 1e-6 to 10 in 200 steps.
     *
     * @param trainer the model with its initial weights, if they are given; its data and configuration are replaced
     * @param train the training images
     * @param config the configuration; its learning rate and number of epochs are ignored
     * @return the curve
     * @throws UserInputException if the images do not fit the model
     */
    public static RateCurve find(Trainer trainer, Dataset train, TrainingConfig config) {
        return find(trainer, train, config, STEPS);
    }

    /**
     * Measures the loss at rates from 1e-6 to 10.
     *
     * @param trainer the model with its initial weights, if they are given; its data and configuration are replaced
     * @param train the training images
     * @param config the configuration; its learning rate and number of epochs are ignored
     * @param steps number of steps, at least 20
     * @return the curve
     * @throws UserInputException if the images do not fit the model, or there are too few steps
     */
    public static RateCurve find(Trainer trainer, Dataset train, TrainingConfig config, int steps) {
        if (steps < LEAST_STEPS) {
            throw new InvalidSettingException("steps", "is " + steps + ", expected at least " + LEAST_STEPS);
        }
        // As few epochs as possible of as many images as the steps need.
        int ofAll = train.size() / config.batch();
        int epochs = IntMath.divide(steps, Math.max(1, ofAll), RoundingMode.CEILING);
        int stepsPerEpoch = IntMath.divide(steps, epochs, RoundingMode.CEILING);
        Dataset used = train.limit(Math.min(train.size(), stepsPerEpoch * config.batch()));
        LearningRate rising = new LearningRate(HIGHEST, Schedule.EXPONENTIAL, 0);
        TrainingConfig test = config.toBuilder()
                .epochs(epochs)
                .learningRate(rising)
                .reseeds(0)
                .build();
        RateRecorder recorder = new RateRecorder(rising, epochs);
        try {
            trainer.data(used, used.limit(1)).config(test).listeners(recorder).run();
        } catch (DivergedException e) {
            if (recorder.isEmpty()) {
                throw e;
            }
        }
        return recorder.curve();
    }
}
