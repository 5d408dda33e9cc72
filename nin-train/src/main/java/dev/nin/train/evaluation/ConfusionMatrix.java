// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A confusion matrix: how often each class was predicted for the images of each class.
 *
 * @param classes the classes' names
 * @param counts a row for each true class, with a column for each predicted one
 */
public record ConfusionMatrix(List<String> classes, List<List<Integer>> counts) {
    /**
     * Copies the counts.
     *
     * @throws IllegalArgumentException if there is not one row and one column per class
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
     * Returns the share of images that are predicted correctly.
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
     * Returns the share of the images predicted as a class that are of this class.
     *
     * @param label the class
     * @return from 0 to 1; 0 if no image was predicted as this class
     */
    public double precision(int label) {
        return ratio(
                count(label, label),
                IntStream.range(0, classes.size())
                        .mapToLong(each -> count(each, label))
                        .sum());
    }

    /**
     * Returns the share of a class's images that were predicted as this class.
     *
     * @param label the class
     * @return from 0 to 1; 0 if the class has no images
     */
    public double recall(int label) {
        return ratio(count(label, label), images(label));
    }

    /**
     * Returns the harmonic mean of precision and recall.
     *
     * @param label the class
     * @return from 0 to 1; 0 if both are
     */
    public double f1(int label) {
        double sum = precision(label) + recall(label);
        return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
    }

    /**
     * Returns the unweighted mean of all classes' F1.
     *
     * @return from 0 to 1
     */
    public double macroF1() {
        return IntStream.range(0, classes.size())
                .mapToDouble(this::f1)
                .average()
                .orElse(0);
    }

    /** Returns a table of precision, recall, F1 and number of images per class, with line feeds as line ends. */
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
