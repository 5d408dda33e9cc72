// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.page.Numbers;
import dev.nin.report.page.Table;
import dev.nin.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The confusion matrix of pixels. Pixels without a class or of an ignored class do not count. */
final class PixelCounts {
    private final List<String> classes;
    private final List<Integer> learned;
    private final boolean[] isLearned;
    private final long[][] counts;

    /**
     * Creates empty counts.
     *
     * @param classes the names of all classes
     * @param ignored the names of the ignored classes
     */
    PixelCounts(List<String> classes, List<String> ignored) {
        this.classes = classes;
        learned = IntStream.range(0, classes.size())
                .filter(label -> !ignored.contains(classes.get(label)))
                .boxed()
                .toList();
        isLearned = new boolean[Target.NOTHING + 1];
        learned.forEach(label -> isLearned[label] = true);
        counts = new long[classes.size()][classes.size()];
    }

    /** Returns whether a pixel of a true mask counts. */
    boolean isCounted(byte right) {
        return isLearned[Byte.toUnsignedInt(right)];
    }

    /**
     * Counts an image's pixels.
     *
     * @return the share of correct pixels; NaN if none counts
     */
    double add(byte[] right, byte[] predicted) {
        long hits = 0;
        long all = 0;
        for (int i = 0; i < right.length; i++) {
            if (isCounted(right[i])) {
                counts[Byte.toUnsignedInt(right[i])][Byte.toUnsignedInt(predicted[i])]++;
                hits += right[i] == predicted[i] ? 1 : 0;
                all++;
            }
        }
        return (double) hits / all;
    }

    /** Returns the names of the classes that count. */
    List<String> names() {
        return learned.stream().map(classes::get).toList();
    }

    /**
     * Returns, for each true class, the percentage of its pixels predicted as each class, with one decimal; 0 without
     * pixels.
     */
    List<List<Double>> percentages() {
        return learned.stream()
                .map(right -> learned.stream()
                        .map(predicted -> Math.rint(1000.0 * counts[right][predicted] / Math.max(1, right(right))) / 10)
                        .toList())
                .toList();
    }

    Table table() {
        long all = learned.stream().mapToLong(this::right).sum();
        return new Table(
                List.of("class", "IoU", "Dice", "precision", "recall", "pixels"),
                learned.stream().map(label -> row(label, all)).toList());
    }

    private List<String> row(int label, long all) {
        double hits = counts[label][label];
        long right = right(label);
        long predicted = learned.stream().mapToLong(each -> counts[each][label]).sum();
        return List.of(
                classes.get(label),
                Numbers.fixedOrDash(hits / (right + predicted - hits)),
                Numbers.fixedOrDash(2 * hits / (right + predicted)),
                Numbers.fixedOrDash(hits / predicted),
                Numbers.fixedOrDash(hits / right),
                Numbers.percent((double) right / Math.max(1, all)));
    }

    private long right(int label) {
        return Arrays.stream(counts[label]).sum();
    }
}
