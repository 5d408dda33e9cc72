// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.rate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The losses of a learning rate range test.
 *
 * @param points a point for each step, with rising rates
 */
public record RateCurve(List<Point> points) {
    /** One in so many steps lies on either side of a point within the window of its smoothed loss and its slope. */
    private static final int REACH = 40;
    /** The smallest relative fall of the smoothed loss that is no accident. */
    private static final double LEAST_FALL = 0.01;

    /**
     * A step of a range test.
     *
     * @param rate the step's learning rate
     * @param loss the loss of its batch, before it changed the weights
     * @param smoothLoss the mean loss of the steps around it
     */
    public record Point(double rate, double loss, double smoothLoss) {}

    /**
     * Copies the points.
     *
     * @throws IllegalArgumentException if there are none
     */
    public RateCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("there are no points, expected one for each step");
        }
    }

    static RateCurve of(List<Double> rates, List<Double> losses) {
        int reach = reach(losses.size());
        return new RateCurve(IntStream.range(0, losses.size())
                .mapToObj(i -> new Point(rates.get(i), losses.get(i), mean(losses, i, reach)))
                .toList());
    }

    private static int reach(int size) {
        return Math.max(1, size / REACH);
    }

    private static double mean(List<Double> losses, int at, int reach) {
        // As many on either side, so that the mean of a slope is not shifted at the ends.
        int both = Math.min(reach, Math.min(at, losses.size() - 1 - at));
        return losses.subList(at - both, at + both + 1).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /**
     * Returns the point with the smallest smoothed loss.
     *
     * @return one of {@link #points}
     */
    public Point lowest() {
        return points.get(lowestPlace());
    }

    private int lowestPlace() {
        int lowest = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).smoothLoss() < points.get(lowest).smoothLoss()) {
                lowest = i;
            }
        }
        return lowest;
    }

    /**
     * Returns the point at which the smoothed loss falls fastest, whose rate is the suggestion for the maximum rate of
     * a training.
     *
     * @return a point before the lowest; empty if the loss falls at no rate
     */
    public Optional<Point> steepest() {
        int reach = reach(points.size());
        int end = lowestPlace();
        double first = points.get(0).smoothLoss();
        if (!(lowest().smoothLoss() < first - LEAST_FALL * Math.abs(first))) {
            return Optional.empty();
        }
        int steepest = -1;
        double slope = 0;
        for (int i = reach; i < Math.min(end, points.size() - reach); i++) {
            double here =
                    points.get(i + reach).smoothLoss() - points.get(i - reach).smoothLoss();
            if (here < slope) {
                slope = here;
                steepest = i;
            }
        }
        return steepest < 0 ? Optional.empty() : Optional.of(points.get(steepest));
    }
}
