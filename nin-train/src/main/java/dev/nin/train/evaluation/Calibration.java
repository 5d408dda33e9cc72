// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a classifier's confidence, the probability of the predicted class, matches its accuracy: both are averaged
 * over the images of each bin of confidence (Guo et al. 2017).
 *
 * @param bins bins of equal width from 0 to 1, in this order
 */
public record Calibration(List<Bin> bins) {
    /** The number of bins. */
    public static final int BINS = 15;

    /**
     * The images whose confidence is in one range.
     *
     * @param confidence their mean confidence; 0 without images
     * @param accuracy the share of correctly classified ones; 0 without images
     * @param count the number of images
     */
    public record Bin(double confidence, double accuracy, int count) {}

    /** Copies the bins. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts predictions into bins.
     *
     * @param predictions a classifier's predictions
     * @return {@value #BINS} bins; one has the confidences above its lower and up to its upper bound
     */
    public static Calibration of(Predictions predictions) {
        double[] confidences = new double[BINS];
        int[] right = new int[BINS];
        int[] counts = new int[BINS];
        for (int image = 0; image < predictions.size(); image++) {
            int predicted = predictions.predicted(image);
            double confidence = predictions.probability(image, predicted);
            int bin = (int) Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1));
            confidences[bin] += confidence;
            right[bin] += predicted == predictions.label(image) ? 1 : 0;
            counts[bin]++;
        }
        return new Calibration(IntStream.range(0, BINS)
                .mapToObj(bin -> counts[bin] == 0
                        ? new Bin(0, 0, 0)
                        : new Bin(confidences[bin] / counts[bin], (double) right[bin] / counts[bin], counts[bin]))
                .toList());
    }

    /**
     * Returns the expected calibration error: the difference between accuracy and mean confidence, averaged over all
     * images by their bins.
     *
     * @return from 0, the best, to 1; NaN without images
     */
    public double expectedError() {
        double sum = bins.stream()
                .mapToDouble(bin -> bin.count() * Math.abs(bin.accuracy() - bin.confidence()))
                .sum();
        return sum / images();
    }

    /**
     * Returns the number of images.
     *
     * @return the images of all bins
     */
    public int images() {
        return bins.stream().mapToInt(Bin::count).sum();
    }
}
