// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

/** The built-in metrics, which tasks know by name. */
public final class Metrics {
    private Metrics() {}

    /**
     * Returns the accuracy: the fraction of examples whose most probable class is the right one, from 0 to 1.
     *
     * @return the metric accuracy
     */
    public static Metric accuracy() {
        return new Accuracy();
    }

    /**
     * Returns the top-k accuracy: the fraction of examples whose class is among the k most probable ones, from 0 to 1.
     *
     * @param predicted k, such as 5
     * @return the metric top_5, named after k
     * @throws IllegalArgumentException if k is below 1
     */
    public static Metric topAccuracy(int predicted) {
        return new TopAccuracy(predicted);
    }

    /**
     * Returns the precision: the fraction of examples predicted as a class that belong to it, averaged over the
     * classes, from 0 to 1.
     *
     * @return the metric precision
     */
    public static Metric precision() {
        return new ClassMetric(ClassMetric.Kind.PRECISION);
    }

    /**
     * Returns the recall: the fraction of a class's examples that are predicted as it, averaged over the classes, from
     * 0 to 1.
     *
     * @return the metric recall
     */
    public static Metric recall() {
        return new ClassMetric(ClassMetric.Kind.RECALL);
    }

    /**
     * Returns the F1 score: the harmonic mean of a class's precision and recall, averaged over the classes, from 0 to
     * 1.
     *
     * @return the metric f1
     */
    public static Metric f1() {
        return new ClassMetric(ClassMetric.Kind.F1);
    }

    /**
     * Returns the mean average precision. A tag's average precision is the mean of the precisions at each example that
     * has the tag, in order of descending logit; it is averaged over the tags that any example has, from 0 to 1.
     *
     * @return the metric map
     */
    public static Metric meanAveragePrecision() {
        return new RankMetric(RankMetric.Kind.MAP);
    }

    /**
     * Returns the area under a tag's ROC curve, averaged over the tags, from 0 to 1: how often an example that has the
     * tag gets a larger logit than one that does not.
     *
     * @return the metric auc
     */
    public static Metric rocAuc() {
        return new RankMetric(RankMetric.Kind.AUC);
    }

    /**
     * Returns the mean absolute error; smaller is better.
     *
     * @return the metric mae
     */
    public static Metric meanAbsoluteError() {
        return new ErrorMetric(ErrorMetric.Kind.MAE);
    }

    /**
     * Returns the mean squared error; smaller is better.
     *
     * @return the metric mse
     */
    public static Metric meanSquaredError() {
        return new ErrorMetric(ErrorMetric.Kind.MSE);
    }

    /**
     * Returns the square root of the mean squared error; smaller is better.
     *
     * @return the metric rmse
     */
    public static Metric rootMeanSquaredError() {
        return new ErrorMetric(ErrorMetric.Kind.RMSE);
    }

    /**
     * Returns the coefficient of determination R², averaged over the values that vary: 1 at best, 0 for a model that
     * always predicts the mean.
     *
     * @return the metric r2, for vectors only
     */
    public static Metric rSquared() {
        return new RSquared();
    }

    /**
     * Returns the intersection over union of a class's predicted and true pixels, averaged over the classes, from 0 to
     * 1. Like the other two metrics for pixels, it counts the pixels of all images together.
     *
     * @return the metric mean_iou
     */
    public static Metric meanIou() {
        return new ClassMetric(ClassMetric.Kind.MEAN_IOU);
    }

    /**
     * Returns the Dice coefficient: twice the intersection of a class's predicted and true pixels divided by the sum of
     * both areas, averaged over the classes, from 0 to 1.
     *
     * @return the metric dice
     */
    public static Metric dice() {
        return new ClassMetric(ClassMetric.Kind.DICE);
    }

    /**
     * Returns the pixel accuracy: the fraction of pixels whose predicted class is the right one, from 0 to 1.
     *
     * @return the metric pixel_accuracy
     */
    public static Metric pixelAccuracy() {
        return new ClassMetric(ClassMetric.Kind.PIXEL_ACCURACY);
    }

    /**
     * Returns the peak signal-to-noise ratio of images with values from 0 to 1, in decibels: -10 log10 of an image's
     * mean squared error, averaged over the images; 100 for equal images.
     *
     * @return the metric psnr
     */
    public static Metric peakSignalToNoise() {
        return new ErrorMetric(ErrorMetric.Kind.PSNR);
    }
}
