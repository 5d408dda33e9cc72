// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A node as a rectangle with its label in the middle.
 *
 * @param left pixels from the left
 * @param top pixels from the top
 * @param width pixels; the height is that of every label
 * @param output whether the model gives its value out
 * @param label what it says
 */
record Box(double left, double top, double width, boolean output, Label label) {
    static final double CORNER = 6;

    double middle() {
        return left + width / 2;
    }

    /** Where the text of a line stands. */
    double baseline(int line) {
        return top + (line + 1) * Label.LINE_HEIGHT;
    }

    double stroke() {
        return output ? 2.5 : 1;
    }
}
