// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

/** The metrics that tasks have by name. */
public final class Metrics {
    private Metrics() {}

    /**
     * The share of examples whose likeliest class is the right one, from 0 to 1.
     *
     * @return the metric accuracy
     */
    public static Metric accuracy() {
        return new Accuracy();
    }

    /**
     * The share of examples whose class is among the likeliest ones, from 0 to 1.
     *
     * @param likeliest how many, such as 5
     * @return the metric top_5, by that number
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Metric topAccuracy(int likeliest) {
        return new TopAccuracy(likeliest);
    }

    /**
     * The share of right ones among the examples that are taken for a class, a mean over the classes, from 0 to 1.
     *
     * @return the metric precision
     */
    public static Metric precision() {
        return new ClassMetric(ClassMetric.Kind.PRECISION);
    }

    /**
     * The share of a class's examples that are taken for it, a mean over the classes, from 0 to 1.
     *
     * @return the metric recall
     */
    public static Metric recall() {
        return new ClassMetric(ClassMetric.Kind.RECALL);
    }

    /**
     * The harmonic mean of a class's precision and recall, a mean over the classes, from 0 to 1.
     *
     * @return the metric f1
     */
    public static Metric f1() {
        return new ClassMetric(ClassMetric.Kind.F1);
    }

    /**
     * The average precision of a tag: the mean of the precisions at each example that has it, by falling logit; a mean
     * over the tags that any example has, from 0 to 1.
     *
     * @return the metric map
     */
    public static Metric meanAveragePrecision() {
        return new RankMetric(RankMetric.Kind.MAP);
    }

    /**
     * The area under a tag's ROC curve: how often an example that has it gets the greater logit of two, one of which
     * lacks it; a mean over the tags, from 0 to 1.
     *
     * @return the metric auc
     */
    public static Metric rocAuc() {
        return new RankMetric(RankMetric.Kind.AUC);
    }

    /**
     * The mean absolute error, the less the better.
     *
     * @return the metric mae
     */
    public static Metric meanAbsoluteError() {
        return new ErrorMetric(ErrorMetric.Kind.MAE);
    }

    /**
     * The mean squared error, the less the better.
     *
     * @return the metric mse
     */
    public static Metric meanSquaredError() {
        return new ErrorMetric(ErrorMetric.Kind.MSE);
    }

    /**
     * The square root of the mean squared error, the less the better.
     *
     * @return the metric rmse
     */
    public static Metric rootMeanSquaredError() {
        return new ErrorMetric(ErrorMetric.Kind.RMSE);
    }

    /**
     * The part of a value's variance that is explained, a mean over those that vary: 1 at best, 0 for a model that
     * always answers the mean.
     *
     * @return the metric r2, of vectors only
     */
    public static Metric rSquared() {
        return new RSquared();
    }

    /**
     * The area that prediction and truth of a class share, by the area of both together; a mean over the classes, from
     * 0 to 1. As the other two for pixels, it counts those of all images alike.
     *
     * @return the metric mean_iou
     */
    public static Metric meanIou() {
        return new ClassMetric(ClassMetric.Kind.MEAN_IOU);
    }

    /**
     * Twice the area that prediction and truth of a class share, by the sum of both areas; a mean over the classes,
     * from 0 to 1.
     *
     * @return the metric dice
     */
    public static Metric dice() {
        return new ClassMetric(ClassMetric.Kind.DICE);
    }

    /**
     * The share of pixels of the right class, from 0 to 1.
     *
     * @return the metric pixel_accuracy
     */
    public static Metric pixelAccuracy() {
        return new ClassMetric(ClassMetric.Kind.PIXEL_ACCURACY);
    }

    /**
     * The peak signal-to-noise ratio of each image of values from 0 to 1, in decibels: -10 log10 of its mean squared
     * error, a mean over the images; 100 for equal ones.
     *
     * @return the metric psnr
     */
    public static Metric peakSignalToNoise() {
        return new ErrorMetric(ErrorMetric.Kind.PSNR);
    }
}
