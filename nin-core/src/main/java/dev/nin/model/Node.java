package dev.nin.model;

import java.util.List;

/**
 * A layer in its place in the graph.
 *
 * @param name unique within the model; variables and operations are named after it
 * @param layer what it does
 * @param inputs names of the nodes it reads, in order
 */
public record Node(String name, Layer layer, List<String> inputs) {
    /** Copies the inputs. */
    public Node {
        inputs = List.copyOf(inputs);
    }
}
