// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A metric of how well each tag's logits rank the examples that have the tag before those that do not, averaged over
 * the tags. Ranks do not add up over batches, but histograms of the logits do: a bin is 1/1400 wide near 0 and a
 * fiftieth of the logit farther out, up to 1000. Within a bin, examples of both kinds count as evenly mixed.
 */
record RankMetric(Kind kind) implements Metric {
    enum Kind {
        /** Average precision. */
        MAP,
        /** Area under the ROC curve. */
        AUC
    }

    private static final int BINS = 1024;
    private static final float LIMIT = 1000;
    /** The factor on logits before the inverse hyperbolic sine, which is linear only near 0. */
    private static final float FINENESS = 30;

    @Override
    public String name() {
        return Ascii.toLowerCase(kind.name());
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        int tags = Math.toIntExact(output.shape().get(1));
        Operand<TInt32> bins = tf.math.add(
                bins(tf, output),
                tf.constant(IntStream.range(0, tags).map(tag -> tag * BINS).toArray()));
        Operand<TInt32> all = tf.constant(tags * BINS);
        Operand<TFloat32> with = tf.math.unsortedSegmentSum(encoded, bins, all);
        Operand<TFloat32> without = tf.math.unsortedSegmentSum(tf.math.sub(tf.constant(1f), encoded), bins, all);
        return tf.math.add(tf.concat(List.of(with, without), tf.constant(0)), Sums.nan(tf, output));
    }

    /** Emits the bin of each logit; the first bin holds the largest. */
    private static Operand<TInt32> bins(Ops tf, Operand<TFloat32> output) {
        Operand<TFloat32> numbers = tf.select(tf.math.isNan(output), tf.constant(0f), output);
        Operand<TFloat32> near = tf.clipByValue(numbers, tf.constant(-LIMIT), tf.constant(LIMIT));
        Operand<TFloat32> even = tf.math.asinh(tf.math.mul(near, tf.constant(-FINENESS)));
        float reach = (float) Math.log(FINENESS * LIMIT + Math.hypot(FINENESS * LIMIT, 1));
        Operand<TFloat32> places = tf.math.mul(tf.math.add(even, tf.constant(reach)), tf.constant(BINS / (2 * reach)));
        Operand<TInt32> bins = tf.dtypes.cast(tf.math.floor(places), TInt32.class);
        return tf.clipByValue(bins, tf.constant(0), tf.constant(BINS - 1));
    }

    @Override
    public double value(double[] sums, long examples) {
        int tags = sums.length / (2 * BINS);
        double total = 0;
        int counted = 0;
        for (int tag = 0; tag < tags; tag++) {
            double one = ofTag(sums, tag * BINS, (tags + tag) * BINS);
            if (!Double.isNaN(one)) {
                total += one;
                counted++;
            }
        }
        return Double.isNaN(sums[0]) || counted == 0 ? Double.NaN : total / counted;
    }

    /** Returns a tag's value; NaN if no example has the tag or, for the ROC curve, if every example has it. */
    private double ofTag(double[] sums, int with, int without) {
        double found = 0;
        double wrong = 0;
        double precisions = 0;
        double pairs = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double hits = sums[with + bin];
            double misses = sums[without + bin];
            for (int hit = 1; kind == Kind.MAP && hit <= hits; hit++) {
                double before = found + hit;
                precisions += before / (before + wrong + misses * (hit - 0.5) / hits);
            }
            pairs += misses * (found + hits / 2);
            found += hits;
            wrong += misses;
        }
        return kind == Kind.MAP ? precisions / found : pairs / (found * wrong);
    }
}
