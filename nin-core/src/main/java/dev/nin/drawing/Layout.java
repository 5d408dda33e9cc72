// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.ModelSpec;
import java.util.List;

/**
 * Where everything of a drawing is, in pixels from its upper left corner.
 *
 * @param title the model's name
 * @param width pixels
 * @param height pixels
 * @param boxes the nodes
 * @param curves the edges, in pieces
 * @param tips where edges arrive, pointing down
 */
record Layout(String title, double width, double height, List<Box> boxes, List<Curve> curves, List<Point> tips) {
    /** Height of a tip, and half its width. */
    static final double TIP_HEIGHT = 7;

    static final double TIP_HALF_WIDTH = 4;

    /** Copies the lists. */
    Layout {
        boxes = List.copyOf(boxes);
        curves = List.copyOf(curves);
        tips = List.copyOf(tips);
    }

    static Layout of(ModelSpec spec) {
        return new LayoutBuilder(spec).build();
    }
}
