// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.page.Numbers;
import java.util.Arrays;
import java.util.List;

/** The metrics of one predicted number. */
final class ValueScores {
    private final String name;
    private final double[] right;
    private final double[] predicted;

    /**
     * Compares predictions with true values.
     *
     * @param name the number's name
     * @param right the true value of each image; not copied
     * @param predicted the predicted value of each image; not copied
     */
    ValueScores(String name, double[] right, double[] predicted) {
        this.name = name;
        this.right = right;
        this.predicted = predicted;
    }

    String name() {
        return name;
    }

    double[] right() {
        return right;
    }

    double[] predicted() {
        return predicted;
    }

    /** Returns predicted minus true numbers. */
    double[] errors() {
        double[] errors = predicted.clone();
        Arrays.setAll(errors, image -> errors[image] - right[image]);
        return errors;
    }

    /**
     * Returns the absolute error of each image in standard deviations of the true numbers; in the number's unit if that
     * is zero.
     */
    double[] distances() {
        double deviation = deviation();
        return Arrays.stream(errors())
                .map(each -> Math.abs(each) / (deviation == 0 ? 1 : deviation))
                .toArray();
    }

    /** Returns whether it can be drawn: false for a network that outputs NaN or infinity. */
    boolean isFinite() {
        return Arrays.stream(predicted).allMatch(Double::isFinite);
    }

    double meanAbsoluteError() {
        return Arrays.stream(errors()).map(Math::abs).average().orElse(Double.NaN);
    }

    double rootMeanSquaredError() {
        return Math.sqrt(
                Arrays.stream(errors()).map(each -> each * each).average().orElse(Double.NaN));
    }

    /** Returns the share of the variance that is explained; NaN if the true number is constant. */
    double rSquared() {
        double deviation = deviation();
        return deviation == 0 ? Double.NaN : 1 - Math.pow(rootMeanSquaredError() / deviation, 2);
    }

    /** Returns the standard deviation of the true numbers. */
    double deviation() {
        double mean = Arrays.stream(right).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(right)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElse(Double.NaN));
    }

    List<String> row() {
        return List.of(
                name,
                Numbers.significant(meanAbsoluteError()),
                Numbers.significant(rootMeanSquaredError()),
                Numbers.fixedOrDash(rSquared()),
                Numbers.significant(Arrays.stream(errors()).average().orElse(Double.NaN)),
                Numbers.significant(Arrays.stream(right).min().orElse(Double.NaN)),
                Numbers.significant(Arrays.stream(right).max().orElse(Double.NaN)));
    }
}
