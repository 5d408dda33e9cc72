// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A line from a point down to another that leaves and arrives upright: straight if one lies below the other, else a
 * cubic curve whose control points are at half the height.
 *
 * @param from its upper end
 * @param to its lower end
 */
record Curve(Point from, Point to) {
    double middle() {
        return (from.y() + to.y()) / 2;
    }
}
