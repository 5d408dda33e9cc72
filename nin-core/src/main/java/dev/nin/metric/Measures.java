// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The concatenated sums of several metrics in a graph.
 *
 * @param sums the sums of a batch, (sums)
 * @param metrics the metrics in the order of their sums
 * @param sizes the number of sums of each metric
 */
public record Measures(Operand<TFloat32> sums, List<Metric> metrics, List<Integer> sizes) {
    /** Copies the lists. */
    public Measures {
        metrics = List.copyOf(metrics);
        sizes = List.copyOf(sizes);
    }

    /**
     * Returns the number of sums.
     *
     * @return the total over all metrics
     */
    public int size() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Computes each metric's value.
     *
     * @param all the sums over all examples
     * @param examples the number of examples
     * @return the values in the order of the metrics
     */
    public List<Score> scores(double[] all, long examples) {
        List<Score> scores = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < metrics.size(); i++) {
            int to = from + sizes.get(i);
            Metric metric = metrics.get(i);
            double value = metric.value(Arrays.copyOfRange(all, from, to), examples);
            scores.add(new Score(metric.name(), value, metric.isGreaterBetter()));
            from = to;
        }
        return scores;
    }
}
