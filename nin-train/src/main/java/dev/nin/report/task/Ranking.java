// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The quality of scores that rank positive examples before negative ones. Examples with equal scores count as evenly
 * mixed, as in training's metrics.
 */
final class Ranking {
    private final double[] falsePositives;
    private final double[] truePositives;
    private final double averagePrecision;
    private final double area;

    private Ranking(double[] falsePositives, double[] truePositives, double averagePrecision, double area) {
        this.falsePositives = falsePositives;
        this.truePositives = truePositives;
        this.averagePrecision = averagePrecision;
        this.area = area;
    }

    /**
     * Ranks examples.
     *
     * @param scores the score of each example
     * @param isPositive whether each example is positive
     */
    static Ranking of(float[] scores, boolean[] isPositive) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        double[] wrong = new double[scores.length + 1];
        double[] found = new double[scores.length + 1];
        double precisions = 0;
        double pairs = 0;
        int points = 1;
        for (int from = 0; from < order.length; ) {
            int hits = 0;
            int to = from;
            while (to < order.length && Float.compare(scores[order[to]], scores[order[from]]) == 0) {
                hits += isPositive[order[to++]] ? 1 : 0;
            }
            int misses = to - from - hits;
            double foundBefore = found[points - 1];
            double wrongBefore = wrong[points - 1];
            for (int hit = 1; hit <= hits; hit++) {
                double all = foundBefore + hit;
                precisions += all / (all + wrongBefore + misses * (hit - 0.5) / hits);
            }
            pairs += misses * (foundBefore + hits / 2.0);
            found[points] = foundBefore + hits;
            wrong[points++] = wrongBefore + misses;
            from = to;
        }
        double positives = found[points - 1];
        double negatives = wrong[points - 1];
        return new Ranking(
                shares(wrong, points, negatives),
                shares(found, points, positives),
                precisions / positives,
                pairs / (positives * negatives));
    }

    /** Returns the ROC curve's x values, from 0 to 1: one for each score and one before them; not copied. */
    double[] falsePositives() {
        return falsePositives;
    }

    /** Returns the ROC curve's y values; not copied. */
    double[] truePositives() {
        return truePositives;
    }

    /** Returns the mean of the precisions at each positive example; NaN if there is none. */
    double averagePrecision() {
        return averagePrecision;
    }

    /** Returns the area under the ROC curve; NaN unless there are positive and negative examples. */
    double area() {
        return area;
    }

    private static double[] shares(double[] counts, int length, double all) {
        return Arrays.stream(counts, 0, length)
                .map(each -> all == 0 ? 0 : each / all)
                .toArray();
    }
}
