// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import java.util.OptionalDouble;

/**
 * Fits the temperature that makes the true classes of some images most likely (Guo et al. 2017).
 *
 * <p>The mean negative log-likelihood is a convex function of the temperature's inverse, whose derivative is the mean,
 * over the images, of the expected logit minus the true class's logit. Logarithms of probabilities serve as logits,
 * from which they differ by a constant per image.
 */
public final class TemperatureFit {
    /** The lowest temperature that is fitted. */
    public static final double LOWEST = 0.05;

    /** The highest temperature that is fitted. */
    public static final double HIGHEST = 20;

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-7;

    private final Predictions predictions;
    private final double[] scratch;

    private TemperatureFit(Predictions predictions) {
        this.predictions = predictions;
        scratch = new double[predictions.classes()];
    }

    /**
     * Fits the temperature to a classifier's predictions.
     *
     * @param predictions predictions of temperature 1
     * @return the temperature; empty if the images do not determine one from {@link #LOWEST} to {@link #HIGHEST}, for
     *     instance because all are classified correctly
     */
    public static OptionalDouble of(Predictions predictions) {
        return new TemperatureFit(predictions).fit();
    }

    /**
     * Returns the mean negative log-likelihood of the true classes.
     *
     * @param predictions a classifier's predictions
     * @return at least 0
     */
    public static double negativeLogLikelihood(Predictions predictions) {
        double sum = 0;
        for (int image = 0; image < predictions.size(); image++) {
            sum -= predictions.logarithm(image, predictions.label(image));
        }
        return sum / predictions.size();
    }

    /** Finds the root of the derivative by Newton's method, with bisection where a step would leave the bracket. */
    private OptionalDouble fit() {
        double low = 1 / HIGHEST;
        double high = 1 / LOWEST;
        if (!(slope(low).first() < 0 && slope(high).first() > 0)) {
            return OptionalDouble.empty();
        }
        double inverse = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            Slope slope = slope(inverse);
            if (slope.first() > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double next = inverse - slope.first() / slope.second();
            if (!(next > low && next < high)) {
                next = Math.sqrt(low * high);
            }
            boolean isDone = Math.abs(next - inverse) <= TOLERANCE * inverse;
            inverse = next;
            if (isDone) {
                break;
            }
        }
        return OptionalDouble.of(1 / inverse);
    }

    /** The first and second derivative of the mean negative log-likelihood by the inverse temperature. */
    private record Slope(double first, double second) {}

    private Slope slope(double inverse) {
        double first = 0;
        double second = 0;
        for (int image = 0; image < predictions.size(); image++) {
            double greatest = predictions.logarithm(image, predictions.predicted(image));
            double sum = 0;
            double mean = 0;
            for (int label = 0; label < scratch.length; label++) {
                // Relative to the greatest, so that its exponential is 1 and none overflows.
                scratch[label] = predictions.logarithm(image, label) - greatest;
                double weight = Math.exp(inverse * scratch[label]);
                sum += weight;
                mean += weight * scratch[label];
            }
            mean /= sum;
            double variance = 0;
            for (double logit : scratch) {
                variance += Math.exp(inverse * logit) * (logit - mean) * (logit - mean);
            }
            first += mean - scratch[predictions.label(image)];
            second += variance / sum;
        }
        return new Slope(first / predictions.size(), second / predictions.size());
    }
}
