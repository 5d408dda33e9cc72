// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Orders the spots of each row to reduce edge crossings: by the mean column of their neighbors, alternating between
 * passes down and up the rows (Sugiyama et al. 1981).
 */
final class Columns {
    private static final int SWEEPS = 8;

    private Columns() {}

    /** Sorts the rows in place. */
    static void order(List<List<LayoutNode>> rows) {
        rows.forEach(Columns::number);
        List<List<LayoutNode>> best = List.of();
        long fewest = Long.MAX_VALUE;
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < rows.size(); i++) {
                sort(rows.get(down ? i : rows.size() - 1 - i), down ? LayoutNode::above : LayoutNode::below);
            }
            long crossings = rows.stream().mapToLong(Columns::crossings).sum();
            if (crossings < fewest) {
                fewest = crossings;
                best = rows.stream().<List<LayoutNode>>map(ArrayList::new).toList();
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, best.get(i));
            number(best.get(i));
        }
    }

    private static void sort(List<LayoutNode> row, Function<LayoutNode, List<LayoutNode>> neighbours) {
        row.sort(Comparator.comparingDouble(node -> neighbours.apply(node).stream()
                .mapToInt(LayoutNode::column)
                .average()
                .orElse(node.column())));
        number(row);
    }

    private static void number(List<LayoutNode> row) {
        for (int i = 0; i < row.size(); i++) {
            row.get(i).column(i);
        }
    }

    /** Returns the number of edge crossings between a row and the next one. */
    private static long crossings(List<LayoutNode> row) {
        int width = 1
                + row.stream()
                        .flatMap(node -> node.below().stream())
                        .mapToInt(LayoutNode::column)
                        .max()
                        .orElse(0);
        int[] sums = new int[width + 1];
        int edges = 0;
        long crossings = 0;
        for (LayoutNode node : row) {
            for (LayoutNode below : node.below()) {
                crossings += edges - upTo(sums, below.column());
            }
            for (LayoutNode below : node.below()) {
                add(sums, below.column());
                edges++;
            }
        }
        return crossings;
    }

    /** Returns how many were added at columns up to the given one, as a prefix sum in a Fenwick tree. */
    private static int upTo(int[] sums, int column) {
        int sum = 0;
        for (int i = column + 1; i > 0; i -= i & -i) {
            sum += sums[i];
        }
        return sum;
    }

    private static void add(int[] sums, int column) {
        for (int i = column + 1; i < sums.length; i += i & -i) {
            sums[i]++;
        }
    }
}
