// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The nodes in rows, each below all its inputs. An edge that spans several rows has a waypoint in each, so that it runs
 * around the boxes there; edges from the same node share their waypoints.
 */
final class Ranks {
    /** Maximum number of spots, which takes a second to lay out; a drawing with more parallel edges is unreadable. */
    private static final long MOST_SPOTS = 200_000;

    private final ModelSpec spec;
    private final ToDoubleFunction<Node> width;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final List<List<LayoutNode>> rows = new ArrayList<>();
    private final Map<String, LayoutNode> boxes = new HashMap<>();

    /** Arranges a model whose boxes have the given widths. */
    Ranks(ModelSpec spec, ToDoubleFunction<Node> width) {
        this.spec = spec;
        this.width = width;
        int depth = 0;
        for (Node node : spec.nodes()) {
            int rank = 0;
            for (String input : node.inputs()) {
                rank = Math.max(rank, rank(input) + 1);
            }
            ranks.put(node.name(), rank);
            depth = Math.max(depth, rank + 1);
        }
        checkSize();
        Stream.generate(ArrayList<LayoutNode>::new).limit(depth).forEach(rows::add);
        place();
    }

    /** Returns the rows from top to bottom; the spots are not in column order yet. */
    List<List<LayoutNode>> rows() {
        return rows;
    }

    private int rank(String node) {
        return Objects.requireNonNull(ranks.get(node));
    }

    /** Returns for each node the row of its last reader. */
    private Map<String, Integer> lastReaders() {
        Map<String, Integer> last = new HashMap<>();
        for (Node node : spec.nodes()) {
            node.inputs().forEach(input -> last.merge(input, rank(node.name()), Math::max));
        }
        return last;
    }

    private void checkSize() {
        long spots = spec.nodes().size();
        for (Map.Entry<String, Integer> each : lastReaders().entrySet()) {
            spots += each.getValue() - rank(each.getKey()) - 1;
        }
        if (spots > MOST_SPOTS) {
            throw new UserInputException("model \"" + spec.name() + "\" would take " + spots
                    + " boxes and edge waypoints to draw, expected at most " + MOST_SPOTS
                    + "; write it with toDot() or draw a part of it");
        }
    }

    private void place() {
        Map<String, List<LayoutNode>> ways = new HashMap<>();
        Map<String, Integer> readers = readers();
        for (Node node : spec.nodes()) {
            int rank = rank(node.name());
            LayoutNode box = new LayoutNode(node.name(), width.applyAsDouble(node), false, false);
            boxes.put(node.name(), box);
            rows.get(rank).add(box);
            for (String input : node.inputs().stream().distinct().toList()) {
                List<LayoutNode> way = ways.computeIfAbsent(
                        input, key -> new ArrayList<>(List.of(Objects.requireNonNull(boxes.get(key)))));
                // The edge of a node with one reader is a branch that waits for the others; with several it is a skip.
                boolean skips = Objects.requireNonNull(readers.get(input)) > 1;
                while (way.size() < rank - rank(input)) {
                    LayoutNode waypoint = new LayoutNode(input, 0, true, skips);
                    waypoint.readFrom(way.get(way.size() - 1));
                    rows.get(rank(input) + way.size()).add(waypoint);
                    way.add(waypoint);
                }
                box.readFrom(way.get(rank - rank(input) - 1));
            }
        }
    }

    private Map<String, Integer> readers() {
        Map<String, Integer> readers = new HashMap<>();
        for (Node node : spec.nodes()) {
            node.inputs().stream().distinct().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        return readers;
    }
}
