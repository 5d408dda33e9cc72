// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.ModelSummary;
import java.util.List;
import java.util.Locale;

/**
 * The text and color of a node's box.
 *
 * @param lines its name, its call, and its output's shape with the number of its parameters
 * @param tint the color of its kind of node
 */
record Label(List<String> lines, Tint tint) {
    static final double FONT_SIZE = 12;
    static final double LINE_HEIGHT = 16;
    static final double HEIGHT = 3 * LINE_HEIGHT + 8;

    /** Width of a character of a monospaced font; the requested fonts differ by less than the padding. */
    private static final double CHARACTER = 0.602 * FONT_SIZE;

    private static final double PADDING = 12;
    private static final double LEAST_WIDTH = 204;
    private static final int LONGEST_CALL = 32;

    static Label of(ModelSummary.Row row) {
        String call = row.node().layer().call();
        String shortened = call.length() > LONGEST_CALL ? call.substring(0, LONGEST_CALL - 1) + "…" : call;
        String parameters = row.parameters() == 0 ? "" : String.format(Locale.ROOT, " · %,d params", row.parameters());
        return new Label(List.of(row.node().name(), shortened, row.shape() + parameters), tint(row));
    }

    /** Returns the width of the box in pixels. */
    double width() {
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        return Math.max(LEAST_WIDTH, longest * CHARACTER + 2 * PADDING);
    }

    private static Tint tint(ModelSummary.Row row) {
        if (row.node().layer().preparesInput()) {
            return Tint.IMAGE;
        }
        if (row.node().inputs().size() > 1) {
            return Tint.JOIN;
        }
        return row.parameters() > 0 ? Tint.LEARNED : Tint.PLAIN;
    }
}
