// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import java.util.ArrayList;
import java.util.List;

/** An element of a row in the layout: a node's box, or a waypoint of an edge that passes the row. */
final class LayoutNode {
    private final String node;
    private final double width;
    private final boolean waypoint;
    private final boolean skips;
    private final List<LayoutNode> above = new ArrayList<>();
    private final List<LayoutNode> below = new ArrayList<>();
    private int column;
    private double x;

    /**
     * @param node the node; for a waypoint, the node at the start of the edge
     * @param width width of the box in pixels, 0 for a waypoint
     * @param waypoint whether it is a waypoint
     * @param skips whether it is a waypoint of a skip edge, which runs next to a path through other nodes
     */
    LayoutNode(String node, double width, boolean waypoint, boolean skips) {
        this.node = node;
        this.width = width;
        this.waypoint = waypoint;
        this.skips = skips;
    }

    String node() {
        return node;
    }

    double width() {
        return width;
    }

    boolean waypoint() {
        return waypoint;
    }

    boolean skips() {
        return skips;
    }

    void readFrom(LayoutNode node) {
        above.add(node);
        node.below.add(this);
    }

    List<LayoutNode> above() {
        return above;
    }

    List<LayoutNode> below() {
        return below;
    }

    int column() {
        return column;
    }

    void column(int place) {
        column = place;
    }

    double x() {
        return x;
    }

    void x(double place) {
        x = place;
    }
}
