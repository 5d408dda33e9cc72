// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.ModelSpec;
import dev.nin.model.ModelSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lays out a model's boxes and edges row by row. */
final class LayoutBuilder {
    private static final double MARGIN = 16;
    private static final double LEAST_GAP = 26;
    private static final double MOST_GAP = 72;
    /** Extra height of a gap per pixel that an edge moves sideways in it, so that no edge is too flat. */
    private static final double SLOPE = 0.15;

    private final ModelSpec spec;
    private final Map<String, Label> labels = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<Point> tips = new ArrayList<>();

    LayoutBuilder(ModelSpec spec) {
        this.spec = spec;
        for (ModelSummary.Row row : spec.summary(1).rows()) {
            labels.put(row.node().name(), Label.of(row));
        }
    }

    Layout build() {
        List<List<LayoutNode>> rows = new Ranks(spec, node -> label(node.name()).width()).rows();
        Columns.order(rows);
        Positions.assign(rows, MARGIN);
        double width = 0;
        double top = MARGIN;
        double bottom = top;
        for (List<LayoutNode> row : rows) {
            bottom = top + Label.HEIGHT;
            double next = bottom + gap(row);
            for (LayoutNode node : row) {
                width = Math.max(width, node.x() + node.width() / 2 + MARGIN);
                draw(node, top, bottom);
                for (LayoutNode below : node.below()) {
                    draw(new Point(node.x(), bottom), below, next);
                }
            }
            top = next;
        }
        return new Layout(spec.name(), width, bottom + MARGIN, boxes, curves, tips);
    }

    private void draw(LayoutNode node, double top, double bottom) {
        if (node.waypoint()) {
            curves.add(new Curve(new Point(node.x(), top), new Point(node.x(), bottom)));
        } else {
            boolean output = spec.outputs().contains(node.node());
            boxes.add(new Box(node.x() - node.width() / 2, top, node.width(), output, label(node.node())));
        }
    }

    private void draw(Point from, LayoutNode below, double top) {
        if (below.waypoint()) {
            curves.add(new Curve(from, new Point(below.x(), top)));
        } else {
            curves.add(new Curve(from, new Point(below.x(), top - Layout.TIP_HEIGHT)));
            tips.add(new Point(below.x(), top));
        }
    }

    private static double gap(List<LayoutNode> row) {
        double aside = 0;
        for (LayoutNode node : row) {
            for (LayoutNode below : node.below()) {
                aside = Math.max(aside, Math.abs(node.x() - below.x()));
            }
        }
        return Math.min(LEAST_GAP + SLOPE * aside, MOST_GAP);
    }

    private Label label(String node) {
        return Objects.requireNonNull(labels.get(node));
    }
}
