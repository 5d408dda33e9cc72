// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A node's rectangle with its label in the center.
 *
 * @param left distance from the left in pixels
 * @param top distance from the top in pixels
 * @param width width in pixels; all boxes have the same height
 * @param output whether the node is an output of the model
 * @param label the text
 */
record Box(double left, double top, double width, boolean output, Label label) {
    static final double CORNER = 6;

    double middle() {
        return left + width / 2;
    }

    /** Returns the baseline of a text line. */
    double baseline(int line) {
        return top + (line + 1) * Label.LINE_HEIGHT;
    }

    double stroke() {
        return output ? 2.5 : 1;
    }
}
