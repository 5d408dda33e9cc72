// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Computes the horizontal positions of the spots of each row: below the center of their inputs, moved sideways only as
 * far as needed to keep a minimum distance.
 */
final class Positions {
    private static final double GAP = 28;
    /** Weight of a skip edge, which moves aside for the boxes next to it so that the main path stays straight. */
    private static final double YIELDING = 1e-6;

    private Positions() {}

    /** Sets the positions of all spots, with the leftmost box at the margin. */
    static void assign(List<List<LayoutNode>> rows, double margin) {
        rows.forEach(row -> assign(row, Positions::belowWhatItReads));
        // From bottom to top, so that an edge that was moved aside is straight from its start.
        for (int i = rows.size() - 1; i >= 0; i--) {
            assign(rows.get(i), Positions::aboveItsEnd);
        }
        double left = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(node -> node.x() - node.width() / 2)
                .min()
                .orElse(0);
        rows.forEach(row -> row.forEach(node -> node.x(node.x() - left + margin)));
    }

    /**
     * Sets the positions with the smallest squared distance from the desired ones: neighbors that would be too close
     * are moved together (pool adjacent violators).
     */
    private static void assign(List<LayoutNode> row, ToDoubleFunction<LayoutNode> wish) {
        int[] sizes = new int[row.size()];
        double[] places = new double[row.size()];
        double[] weights = new double[row.size()];
        double[] offsets = offsets(row);
        int groups = 0;
        for (int i = 0; i < row.size(); i++) {
            LayoutNode node = row.get(i);
            sizes[groups] = 1;
            places[groups] = wish.applyAsDouble(node) - offsets[i];
            weights[groups] = weight(node);
            groups++;
            while (groups > 1 && places[groups - 2] > places[groups - 1]) {
                groups--;
                double sum = weights[groups - 1] + weights[groups];
                places[groups - 1] =
                        (places[groups - 1] * weights[groups - 1] + places[groups] * weights[groups]) / sum;
                weights[groups - 1] = sum;
                sizes[groups - 1] += sizes[groups];
            }
        }
        int i = 0;
        for (int group = 0; group < groups; group++) {
            for (int end = i + sizes[group]; i < end; i++) {
                row.get(i).x(places[group] + offsets[i]);
            }
        }
    }

    /** Returns the position of each spot if the first is at 0 and all are at the minimum distance. */
    private static double[] offsets(List<LayoutNode> row) {
        double[] offsets = new double[row.size()];
        for (int i = 1; i < row.size(); i++) {
            LayoutNode left = row.get(i - 1);
            LayoutNode right = row.get(i);
            offsets[i] = offsets[i - 1] + (left.width() + right.width()) / 2 + GAP;
        }
        return offsets;
    }

    private static double belowWhatItReads(LayoutNode node) {
        double sum = 0;
        double weights = 0;
        for (LayoutNode above : node.above()) {
            sum += above.x() * weight(above);
            weights += weight(above);
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double aboveItsEnd(LayoutNode node) {
        return node.below().stream()
                .filter(below -> below.skips() && node.skips())
                .mapToDouble(LayoutNode::x)
                .findFirst()
                .orElse(node.x());
    }

    private static double weight(LayoutNode node) {
        return node.skips() ? YIELDING : 1;
    }
}
