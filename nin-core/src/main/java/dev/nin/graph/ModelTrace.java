// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.base.Joiner;
import dev.nin.text.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * The shapes and statistics of all nodes' outputs for a batch. A dead layer shows as zeros only, an exploding one as
 * values that are not finite.
 *
 * @param rows one row for each node, in the model's order
 */
public record ModelTrace(List<Row> rows) {
    /** Copies the rows. */
    public ModelTrace {
        rows = List.copyOf(rows);
    }

    /**
     * The row of one node.
     *
     * @param name the node's name in the model
     * @param call the DSL call that adds its layer
     * @param shape the shape of its output as TensorFlow computed it, batch first
     * @param values statistics of its output
     */
    public record Row(String name, String call, List<Long> shape, Values values) {
        /** Copies the shape. */
        public Row {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Statistics of an array of numbers. Mean, deviation, minimum and maximum are those of its finite values, and NaN
     * if there are none.
     *
     * @param mean mean of the finite values
     * @param standardDeviation population standard deviation of the finite values
     * @param min minimum of the finite values
     * @param max maximum of the finite values
     * @param zeros share of zeros among all values, from 0 to 1
     * @param notFinite number of values that are NaN or infinite
     */
    public record Values(double mean, double standardDeviation, double min, double max, double zeros, long notFinite) {
        static Values of(float[] values) {
            long finite = 0;
            long zeros = 0;
            double sum = 0;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (float value : values) {
                if (Float.isFinite(value)) {
                    finite++;
                    zeros += value == 0 ? 1 : 0;
                    sum += value;
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
            double zeroShare = (double) zeros / values.length;
            long notFinite = values.length - finite;
            if (finite == 0) {
                return new Values(Double.NaN, Double.NaN, Double.NaN, Double.NaN, zeroShare, notFinite);
            }
            double mean = sum / finite;
            return new Values(mean, deviation(values, mean, finite), min, max, zeroShare, notFinite);
        }

        private static double deviation(float[] values, double mean, long finite) {
            double squares = 0;
            for (float value : values) {
                squares += Float.isFinite(value) ? (value - mean) * (value - mean) : 0;
            }
            return Math.sqrt(squares / finite);
        }
    }

    /** Returns the table; each line ends with a line feed. */
    @Override
    public String toString() {
        TextTable table = new TextTable(3)
                .row("Name", "Layer", "Output", "Mean", "Deviation", "Min", "Max", "Zeros", "NaN/Inf")
                .rule();
        for (Row row : rows) {
            Values values = row.values();
            table.row(
                    row.name(),
                    row.call(),
                    Joiner.on('×').join(row.shape()),
                    number(values.mean()),
                    number(values.standardDeviation()),
                    number(values.min()),
                    number(values.max()),
                    String.format(Locale.ROOT, "%.1f%%", 100 * values.zeros()),
                    String.format(Locale.ROOT, "%,d", values.notFinite()));
        }
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
