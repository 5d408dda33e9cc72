// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The scale on which values are learned: their original units, or normalized by the mean and standard deviation of the
 * training examples.
 *
 * @param isNormalized whether the values are normalized
 * @param mean the mean of each value; empty in original units, or until it is known
 * @param deviation the standard deviation of each value; 1 for a constant value
 */
public record TargetScale(boolean isNormalized, List<Float> mean, List<Float> deviation) {
    /** The original units. */
    static final TargetScale NONE = new TargetScale(false, List.of(), List.of());

    /** Normalized by a mean and deviation that are not known yet. */
    static final TargetScale UNKNOWN = new TargetScale(true, List.of(), List.of());

    /** @throws UserInputException if a mean is not finite, a deviation is not above 0, or their numbers differ */
    public TargetScale {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new UserInputException("there are " + mean.size() + " means and " + deviation.size()
                    + " deviations of the values, expected the same number of each");
        }
        if (!mean.stream().allMatch(Float::isFinite)) {
            throw new UserInputException("the means of the values are " + mean + ", expected finite numbers");
        }
        if (!deviation.stream().allMatch(each -> each > 0 && Float.isFinite(each))) {
            throw new UserInputException("the deviations of the values are " + deviation + ", expected above 0");
        }
    }

    boolean isKnown() {
        return !isNormalized || !mean.isEmpty();
    }

    /** Computes mean and deviation by Welford's method, which needs one pass and stays accurate for large means. */
    static TargetScale of(List<String> names, Stream<float[]> targets) {
        double[] mean = new double[names.size()];
        double[] squares = new double[names.size()];
        long examples = 0;
        for (Iterator<float[]> each = targets.iterator(); each.hasNext(); ) {
            float[] values = each.next();
            examples++;
            for (int i = 0; i < mean.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new UserInputException("the value \"" + names.get(i) + "\" of training example "
                            + (examples - 1) + " is " + values[i] + ", expected a finite number");
                }
                double before = values[i] - mean[i];
                mean[i] += before / examples;
                squares[i] += before * (values[i] - mean[i]);
            }
        }
        if (examples == 0) {
            throw new UserInputException("there are no training examples, expected at least one to compute means from");
        }
        List<Float> deviation = new ArrayList<>();
        for (double each : squares) {
            float found = (float) Math.sqrt(each / examples);
            deviation.add(found == 0 ? 1 : found);
        }
        return new TargetScale(
                true,
                IntStream.range(0, mean.length).mapToObj(i -> (float) mean[i]).toList(),
                deviation);
    }

    /** Converts from original units, (batch, values). */
    Operand<TFloat32> encoded(Ops tf, Operand<TFloat32> values) {
        return isNormalized
                ? tf.math.div(
                        tf.math.sub(values, tf.constant(Floats.toArray(mean))), tf.constant(Floats.toArray(deviation)))
                : values;
    }

    /** Converts to original units, (batch, values). */
    Operand<TFloat32> decoded(Ops tf, Operand<TFloat32> values) {
        return isNormalized
                ? tf.math.add(
                        tf.math.mul(values, tf.constant(Floats.toArray(deviation))), tf.constant(Floats.toArray(mean)))
                : values;
    }
}
