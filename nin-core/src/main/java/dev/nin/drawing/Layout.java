// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import java.util.List;

/**
 * The positions of all parts of a drawing, in pixels from its upper left corner.
 *
 * @param title the model's name
 * @param width width in pixels
 * @param height height in pixels
 * @param boxes the nodes
 * @param curves the segments of the edges
 * @param tips the points of the arrowheads, which point down
 */
record Layout(String title, double width, double height, List<Box> boxes, List<Curve> curves, List<Point> tips) {
    /** Height of an arrowhead, equal to half its width. */
    static final double TIP_HEIGHT = 7;

    static final double TIP_HALF_WIDTH = 4;

    /** Copies the lists. */
    Layout {
        boxes = List.copyOf(boxes);
        curves = List.copyOf(curves);
        tips = List.copyOf(tips);
    }
}
