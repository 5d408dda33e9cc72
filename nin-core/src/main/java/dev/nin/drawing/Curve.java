// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A line from a point down to another that starts and ends vertically: straight if the points are in one column, else a
 * cubic curve with its control points at half the height.
 *
 * @param from the upper end
 * @param to the lower end
 */
record Curve(Point from, Point to) {
    double middle() {
        return (from.y() + to.y()) / 2;
    }
}
