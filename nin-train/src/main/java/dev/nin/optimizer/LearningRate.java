// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import java.util.Arrays;
import java.util.List;

/**
 * The learning rate over a training: a rise in a straight line from 0, then a schedule for the rest of the time.
 *
 * @param rate the greatest rate, above 0
 * @param schedule how it changes behind the rise
 * @param warmUp length of the rise in epochs, at least 0
 */
public record LearningRate(double rate, Schedule schedule, double warmUp) {
    /** Epochs without a better loss that a plateau's rate waits for. */
    private static final int PATIENCE = 2;
    /** Share of the best loss by which a loss must be smaller to be better. */
    private static final double LEAST_GAIN = 1e-4;

    private static final double PLATEAU_FACTOR = 0.1;

    /** How the rate changes over the time behind the warm-up. */
    public enum Schedule {
        /** It does not. */
        CONSTANT {
            @Override
            double factor(double progress) {
                return 1;
            }
        },
        /** To a tenth after half of the time, to a hundredth after three quarters. */
        STEP {
            @Override
            double factor(double progress) {
                if (progress < 0.5) {
                    return 1;
                }
                return progress < 0.75 ? 0.1 : 0.01;
            }
        },
        /** To 0 along half a cosine (Loshchilov and Hutter 2017, without restarts). */
        COSINE {
            @Override
            double factor(double progress) {
                return cosine(1, 0, progress);
            }
        },
        /**
         * From a 25th up along half a cosine for three tenths of the time, then down to a 250,000th (Smith and Topin
         * 2018, with PyTorch's numbers).
         */
        ONE_CYCLE {
            @Override
            double factor(double progress) {
                double start = 1 / 25.0;
                return progress < 0.3
                        ? cosine(start, 1, progress / 0.3)
                        : cosine(1, start / 10_000, (progress - 0.3) / 0.7);
            }
        },
        /**
         * To a tenth whenever two epochs in a row were no better than the best before them (Keras' ReduceLROnPlateau):
         * by the loss of the validation images or, without those, of training.
         */
        PLATEAU {
            @Override
            double factor(double progress) {
                return 1;
            }
        };

        /**
         * A schedule by its name on the command line.
         *
         * @param name in small letters, with hyphens, such as one-cycle
         * @return the schedule
         * @throws UserInputException if there is none of that name
         */
        public static Schedule named(String name) {
            String constant = Ascii.toUpperCase(name).replace('-', '_');
            return Arrays.stream(values())
                    .filter(schedule -> schedule.name().equals(constant))
                    .findFirst()
                    .orElseThrow(() -> new UserInputException("--schedule " + name
                            + " is not known, expected constant, step, cosine, one-cycle or plateau"));
        }

        private static double cosine(double from, double to, double progress) {
            return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * Math.min(progress, 1)));
        }

        /**
         * What the rate is multiplied by.
         *
         * @param progress from 0 at the start to 1 at the end
         */
        abstract double factor(double progress);
    }

    /** @throws UserInputException if the rate is not a number above 0 or the warm-up not one of at least 0 */
    public LearningRate {
        if (!(rate > 0 && rate <= Float.MAX_VALUE)) {
            throw new UserInputException("the learning rate (--lr) is " + rate + ", expected a number above 0");
        }
        if (!(warmUp >= 0) || !Double.isFinite(warmUp)) {
            throw new UserInputException(
                    "the warm-up (--warmup) is " + warmUp + " epochs, expected a number of at least 0");
        }
    }

    /**
     * The same rate throughout.
     *
     * @param rate above 0
     * @return a rate without warm-up
     */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, Schedule.CONSTANT, 0);
    }

    /**
     * What the rate is multiplied by because of how the epochs went.
     *
     * @param losses of each epoch so far
     * @return 1 but for {@link Schedule#PLATEAU}
     */
    public double factorAfter(List<Double> losses) {
        double factor = 1;
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (double loss : schedule == Schedule.PLATEAU ? losses : List.<Double>of()) {
            waited = loss < best * (1 - LEAST_GAIN) ? 0 : waited + 1;
            best = Math.min(best, loss);
            if (waited == PATIENCE) {
                factor *= PLATEAU_FACTOR;
                waited = 0;
            }
        }
        return factor;
    }

    /**
     * The rate of a step, before {@link #factorAfter}.
     *
     * @param epoch time since the start, in epochs, such as 1.5 in the middle of the second
     * @param epochs length of the whole training
     * @return the rate
     */
    public double at(double epoch, double epochs) {
        if (epoch < warmUp) {
            return rate * epoch / warmUp;
        }
        double rest = epochs - warmUp;
        return rest > 0 ? rate * schedule.factor((epoch - warmUp) / rest) : rate;
    }
}
