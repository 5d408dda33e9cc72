// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import com.google.common.base.Ascii;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A metric computed from the number of occurrences, predictions and hits of each class, for images or pixels. Examples
 * without a class, encoded as all zeros, do not count; neither does a class that neither occurs nor is predicted.
 */
record ClassMetric(Kind kind) implements Metric {
    enum Kind {
        PRECISION,
        RECALL,
        F1,
        MEAN_IOU,
        DICE,
        PIXEL_ACCURACY
    }

    /** Hits, predictions and occurrences of each class. */
    private static final int SUMS = 3;

    @Override
    public String name() {
        return Ascii.toLowerCase(kind.name());
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        int last = output.shape().numDimensions() - 1;
        int classes = Math.toIntExact(output.shape().get(last));
        Operand<TInt32> label = tf.math.argMax(output, tf.constant(last), TInt32.class);
        Operand<TFloat32> predicted = tf.oneHot(label, tf.constant(classes), tf.constant(1f), tf.constant(0f));
        Operand<TFloat32> counted =
                tf.math.mul(predicted, tf.reduceSum(encoded, tf.constant(last), ReduceSum.keepDims(true)));
        Operand<TInt32> axes = Sums.ofClass(tf, output);
        Operand<TFloat32> sums = tf.concat(
                List.of(
                        tf.reduceSum(tf.math.mul(predicted, encoded), axes),
                        tf.reduceSum(counted, axes),
                        tf.reduceSum(encoded, axes)),
                tf.constant(0));
        return tf.math.add(sums, Sums.nan(tf, output));
    }

    @Override
    public double value(double[] sums, long examples) {
        int classes = sums.length / SUMS;
        double total = 0;
        double allHits = 0;
        double allRight = 0;
        int present = 0;
        for (int i = 0; i < classes; i++) {
            double hits = sums[i];
            double predicted = sums[i + classes];
            double right = sums[i + 2 * classes];
            allHits += hits;
            allRight += right;
            if (predicted + right != 0) {
                total += ofClass(hits, predicted, right);
                present++;
            }
        }
        return kind == Kind.PIXEL_ACCURACY ? allHits / allRight : total / present;
    }

    private double ofClass(double hits, double predicted, double right) {
        return switch (kind) {
            case PRECISION -> predicted == 0 ? 0 : hits / predicted;
            case RECALL -> right == 0 ? 0 : hits / right;
            case F1, DICE -> 2 * hits / (predicted + right);
            case MEAN_IOU -> hits / (predicted + right - hits);
            case PIXEL_ACCURACY -> hits;
        };
    }
}
