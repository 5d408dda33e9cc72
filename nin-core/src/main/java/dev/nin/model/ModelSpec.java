// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A model as data: named nodes in topological order, each after the nodes it reads, so that the graph has no cycles.
 *
 * @param name the model's name
 * @param nodes the nodes, the input first
 * @param outputs names of the nodes whose values the model is asked for; the first gives the logits
 */
public record ModelSpec(String name, List<Node> nodes, List<String> outputs) {
    /**
     * Checks every name, edge and shape.
     *
     * @throws InvalidModelException if a name is illegal or not unique, a node reads one that does not come before it
     *     or leads to no output, a layer does not fit its inputs, there is no input, or an output is unknown
     */
    public ModelSpec {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        Checks.name("the model's name", name);
        if (nodes.stream().noneMatch(node -> node.layer() instanceof Input)) {
            throw new InvalidModelException("the model has no input, expected at least one; start it with an image");
        }
        NodeNames.check(nodes);
        Edges edges = new Edges(nodes, outputs);
        NodeShapes.of(nodes);
        edges.checkUse(nodes);
    }

    /**
     * Returns the output shape of each node.
     *
     * @return shapes by node name, in the order of the nodes
     */
    public Map<String, Shape> shapes() {
        return NodeShapes.of(nodes);
    }

    /**
     * Returns the output shape of one node.
     *
     * @param node the node's name
     * @return its shape
     * @throws IllegalArgumentException if the model has no such node
     */
    public Shape shape(String node) {
        Shape shape = shapes().get(node);
        if (shape == null) {
            throw new IllegalArgumentException("model \"" + name + "\" has no node \"" + node + "\"");
        }
        return shape;
    }

    /**
     * Returns the model's inputs.
     *
     * @return the inputs by node name, in the order of the nodes; at least one
     */
    public Map<String, Input> inputs() {
        ImmutableMap.Builder<String, Input> inputs = ImmutableMap.builder();
        for (Node node : nodes) {
            if (node.layer() instanceof Input input) {
                inputs.put(node.name(), input);
            }
        }
        return inputs.buildOrThrow();
    }

    /**
     * Returns the input of a model that has exactly one.
     *
     * @return the model's only input
     * @throws InvalidModelException if there are several
     */
    public Input input() {
        Map<String, Input> inputs = inputs();
        if (inputs.size() != 1) {
            throw new InvalidModelException("model \"" + name + "\" has the inputs " + inputs.keySet()
                    + ", expected exactly one here; build the graph yourself with GraphCompiler");
        }
        return inputs.values().iterator().next();
    }

    /**
     * Returns the number of values of the first output for one example: the number of classes for a classifier.
     *
     * @return the size of the first output's shape
     */
    public int classes() {
        return Math.toIntExact(shape(outputs.get(0)).size());
    }

    /**
     * Returns the model's parameters, named node/parameter, in the order of the nodes.
     *
     * @return the parameters by full name
     */
    public Map<String, Parameter> parameters() {
        Map<String, Shape> shapes = shapes();
        ImmutableMap.Builder<String, Parameter> parameters = ImmutableMap.builder();
        for (Node node : nodes) {
            for (Parameter parameter : node.parameters(NodeShapes.inputs(node, shapes))) {
                parameters.put(node.name() + "/" + parameter.name(), parameter);
            }
        }
        return parameters.buildOrThrow();
    }

    /**
     * Returns a summary of the model's nodes: names, inputs, shapes, parameters, cost, receptive fields and the memory
     * of one image.
     *
     * @return the summary; its toString() is a table
     */
    public ModelSummary summary() {
        return summary(1);
    }

    /**
     * Returns a summary of the model's nodes with the memory of a batch.
     *
     * @param batch number of images to compute the memory for, at least 1
     * @return the summary; its toString() is a table
     * @throws InvalidModelException if the batch is below 1
     */
    public ModelSummary summary(int batch) {
        return ModelSummary.of(nodes, batch);
    }

    /**
     * Returns a summary in the form of another library.
     *
     * @param style the form of the table
     * @return the summary; its toString() is a table
     */
    public Summary summary(Summary.Style style) {
        return style == Summary.Style.TORCH ? TorchSummary.of(this) : summary();
    }

    /**
     * Returns the model as a Graphviz graph: a box for each node with its name, call, output shape and parameters.
     * Outputs have a thicker border. {@code dev.nin.drawing.ModelDrawing} draws without Graphviz.
     *
     * @return a digraph in the DOT language
     */
    public String toDot() {
        return DotText.of(name, nodes, outputs);
    }

    /**
     * Returns this model with some of its layers replaced.
     *
     * @param change returns the replacement of a layer, or the same layer
     * @return a new model with the same names and edges
     * @throws InvalidModelException if the changed layers do not fit
     */
    public ModelSpec mapLayers(Function<Layer, Layer> change) {
        List<Node> changed = nodes.stream()
                .map(node -> node.withLayer(change.apply(node.layer())))
                .toList();
        return new ModelSpec(name, changed, outputs);
    }

    /**
     * Returns this model with exactly the given nodes frozen. A frozen node behaves in training as in inference.
     *
     * <pre>{@code
     * ModelSpec head = model.frozen(node -> !node.startsWith("classifier"));
     * }</pre>
     *
     * @param nodes whether the node of a name is frozen
     * @return a new model
     */
    public ModelSpec frozen(Predicate<String> nodes) {
        List<Node> changed = this.nodes.stream()
                .map(node -> node.withFrozen(nodes.test(node.name())))
                .toList();
        return new ModelSpec(name, changed, outputs);
    }

    /**
     * Returns this model with exactly the given nodes and all nodes that lead to them frozen.
     *
     * @param last names of the last nodes to freeze; names that the model does not have are ignored
     * @return a new model
     */
    public ModelSpec frozenUpTo(Set<String> last) {
        Set<String> kept = new HashSet<>(last);
        for (Node node : Lists.reverse(nodes)) {
            if (kept.contains(node.name())) {
                kept.addAll(node.inputs());
            }
        }
        return frozen(kept::contains);
    }

    /**
     * Returns a layer's place for messages.
     *
     * @param position number of the layer among those that summaries list, from 1; 0 for one that preprocesses the
     *     input
     * @param call the DSL call that adds the layer
     * @return the place, such as <code>layer 7 `maxPool(3, 2)`</code>
     */
    public static String place(int position, String call) {
        return NodeNames.place(position, call);
    }

    /** Returns the name, size and outputs, such as {@code nin: 33 nodes, 1,992,166 parameters, 10}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d nodes, %,d parameters, %s",
                name,
                nodes.size(),
                summary().parameters(),
                outputs.stream().map(this::shape).map(Shape::toString).collect(Collectors.joining(" and ")));
    }
}
