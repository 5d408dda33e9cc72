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
 * The nodes in rows, each node below all that it reads. Where an edge passes rows, each of them has a waypoint for it,
 * so that it runs around the boxes there; edges that leave the same node share theirs.
 */
final class Ranks {
    /** What is laid out in a second; a drawing with more edges beside each other could not be read. */
    private static final long MOST_SPOTS = 200_000;

    private final ModelSpec spec;
    private final ToDoubleFunction<Node> width;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final List<List<LayoutNode>> rows = new ArrayList<>();
    private final Map<String, LayoutNode> boxes = new HashMap<>();

    /** The rows of a model whose boxes are as wide as given. */
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

    /** From the top; the spots in no particular order of columns yet. */
    List<List<LayoutNode>> rows() {
        return rows;
    }

    private int rank(String node) {
        return Objects.requireNonNull(ranks.get(node));
    }

    /** By node, the row of the last that reads it. */
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
                    + " boxes and waypoints of edges to draw, expected at most " + MOST_SPOTS
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
                // A node with one reader is a branch that waits for the others; one with several is skipped along.
                boolean skips = Objects.requireNonNull(readers.get(input)) > 1;
                while (way.size() < rank - rank(input)) {
                    LayoutNode spot = new LayoutNode(input, 0, true, skips);
                    spot.readFrom(way.get(way.size() - 1));
                    rows.get(rank(input) + way.size()).add(spot);
                    way.add(spot);
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
