// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each.
 *
 * @param classes the classes' names
 * @param counts a row for each right class, with a column for each predicted one
 */
public record ConfusionMatrix(List<String> classes, List<List<Integer>> counts) {
    /**
     * Copies the counts.
     *
     * @throws IllegalArgumentException if there is not one row and one column a class
     */
    public ConfusionMatrix {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
        int size = classes.size();
        if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("the counts are " + counts + ", expected " + size + " rows of " + size);
        }
    }

    static ConfusionMatrix of(List<String> classes, int[][] counts) {
        return new ConfusionMatrix(
                classes, Arrays.stream(counts).<List<Integer>>map(Ints::asList).toList());
    }

    /**
     * Share of images that are right.
     *
     * @return from 0 to 1
     */
    public double accuracy() {
        return ratio(
                IntStream.range(0, classes.size())
                        .mapToLong(each -> count(each, each))
                        .sum(),
                counts.stream()
                        .flatMap(List::stream)
                        .mapToLong(Integer::longValue)
                        .sum());
    }

    /**
     * Share of the images taken for a class that are of it.
     *
     * @param label the class
     * @return from 0 to 1; 0 if none was taken for it
     */
    public double precision(int label) {
        return ratio(
                count(label, label),
                IntStream.range(0, classes.size())
                        .mapToLong(each -> count(each, label))
                        .sum());
    }

    /**
     * Share of the images of a class that were taken for it.
     *
     * @param label the class
     * @return from 0 to 1; 0 if there is none of it
     */
    public double recall(int label) {
        return ratio(count(label, label), images(label));
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param label the class
     * @return from 0 to 1; 0 if both are
     */
    public double f1(int label) {
        double sum = precision(label) + recall(label);
        return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
    }

    /**
     * The mean of all classes' F1, each counting alike.
     *
     * @return from 0 to 1
     */
    public double macroF1() {
        return IntStream.range(0, classes.size())
                .mapToDouble(this::f1)
                .average()
                .orElse(0);
    }

    /** A table of precision, recall, F1 and images of each class, its lines ended by line feeds. */
    @Override
    public String toString() {
        int width = classes.stream().mapToInt(String::length).max().orElse(0);
        width = Math.max(width, "accuracy".length());
        String form = "%-" + width + "s %9s %9s %9s %9s\n";
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, form, "class", "precision", "recall", "F1", "images"));
        for (int label = 0; label < classes.size(); label++) {
            table.append(String.format(
                    Locale.ROOT,
                    form,
                    classes.get(label),
                    share(precision(label)),
                    share(recall(label)),
                    share(f1(label)),
                    images(label)));
        }
        long all = IntStream.range(0, classes.size()).mapToLong(this::images).sum();
        table.append(String.format(Locale.ROOT, form, "accuracy", "", share(accuracy()), "", all));
        return table.append(String.format(Locale.ROOT, form, "macro F1", "", "", share(macroF1()), all))
                .toString();
    }

    private long images(int label) {
        return counts.get(label).stream().mapToLong(Integer::longValue).sum();
    }

    private long count(int right, int predicted) {
        return counts.get(right).get(predicted);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
