// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import com.google.common.base.Ascii;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.util.Arrays;
import java.util.List;

/**
 * The learning rate over a training: a linear warm-up from 0, then a schedule.
 *
 * @param rate the maximum rate, above 0
 * @param schedule how the rate changes after the warm-up
 * @param warmUp length of the warm-up in epochs, at least 0
 */
public record LearningRate(double rate, Schedule schedule, double warmUp) {
    /** Number of epochs without a better loss after which a plateau schedule lowers the rate. */
    private static final int PATIENCE = 2;
    /** Minimum relative improvement on the best loss that counts as better. */
    private static final double LEAST_GAIN = 1e-4;

    private static final double PLATEAU_FACTOR = 0.1;

    /** How the rate changes after the warm-up. */
    public enum Schedule {
        /** No change. */
        CONSTANT {
            @Override
            double factor(double progress) {
                return 1;
            }
        },
        /** A tenth of the rate after half of the time, a hundredth after three quarters. */
        STEP {
            @Override
            double factor(double progress) {
                if (progress < 0.5) {
                    return 1;
                }
                return progress < 0.75 ? 0.1 : 0.01;
            }
        },
        /** Decay to 0 along half a cosine (Loshchilov and Hutter 2017, without restarts). */
        COSINE {
            @Override
            double factor(double progress) {
                return cosine(1, 0, progress);
            }
        },
        /**
         * From a 25th of the rate up to the full rate along half a cosine for 30 % of the time, then down to a
         * 250,000th (Smith and Topin 2018, with PyTorch's defaults).
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
         * Exponentially from a 10,000,000th of the rate up to the rate: the range test that finds a rate (Smith 2017).
         */
        EXPONENTIAL {
            @Override
            double factor(double progress) {
                return Math.pow(10, -7 * (1 - Math.min(progress, 1)));
            }
        },
        /**
         * A tenth of the current rate whenever two epochs in a row do not improve on the best loss (Keras's
         * ReduceLROnPlateau); uses the validation loss or, without validation images, the training loss.
         */
        PLATEAU {
            @Override
            double factor(double progress) {
                return 1;
            }
        };

        /**
         * Returns a schedule by its command-line name.
         *
         * @param name the name in lower case, with hyphens, such as one-cycle
         * @return the schedule
         * @throws UserInputException if there is no schedule of that name
         */
        public static Schedule named(String name) {
            String constant = Ascii.toUpperCase(name).replace('-', '_');
            return Arrays.stream(values())
                    .filter(schedule -> schedule.name().equals(constant))
                    .findFirst()
                    .orElseThrow(() -> new InvalidSettingException(
                            "schedule",
                            name + " is not known, expected constant, step, cosine, one-cycle, exponential or "
                                    + "plateau"));
        }

        private static double cosine(double from, double to, double progress) {
            return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * Math.min(progress, 1)));
        }

        /**
         * Returns the factor on the rate.
         *
         * @param progress from 0 at the start to 1 at the end
         */
        abstract double factor(double progress);
    }

    /** @throws UserInputException if the rate is not above 0 or the warm-up is not at least 0 */
    public LearningRate {
        if (!(rate > 0 && rate <= Float.MAX_VALUE)) {
            throw new InvalidSettingException("rate", "is " + rate + ", expected a number above 0");
        }
        if (!(warmUp >= 0) || !Double.isFinite(warmUp)) {
            throw new InvalidSettingException("warmUp", "is " + warmUp + " epochs, expected a number of at least 0");
        }
    }

    /**
     * Creates a constant rate.
     *
     * @param rate the rate, above 0
     * @return the rate, without warm-up
     */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, Schedule.CONSTANT, 0);
    }

    /**
     * Returns the factor on the rate that follows from the losses so far.
     *
     * @param losses the loss of each epoch so far
     * @return the factor, 1 except for {@link Schedule#PLATEAU}
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
     * Returns the rate of a step, before {@link #factorAfter} applies.
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
