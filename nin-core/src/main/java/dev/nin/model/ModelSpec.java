// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A model as data: named nodes in an order in which each comes after those it reads, so that they form a graph without
 * cycles.
 *
 * @param name the model's name
 * @param nodes the nodes, the input first
 * @param outputs names of the nodes whose values the model is asked for; the first gives the logits
 */
public record ModelSpec(String name, List<Node> nodes, List<String> outputs) {
    /**
     * Checks every name, edge and shape.
     *
     * @throws InvalidModelException if a name is illegal or given twice, a node reads one that does not come before it
     *     or leads to no output, a layer does not fit its inputs, there is no input, or an output is unknown
     */
    public ModelSpec {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        Checks.name("the model's name", name);
        if (nodes.stream().noneMatch(node -> node.layer() instanceof Input)) {
            throw new InvalidModelException("the model has no input, expected at least one; begin it with an image");
        }
        checkNames(nodes);
        Edges edges = new Edges(nodes, outputs);
        shapes(nodes);
        edges.checkUse(nodes);
    }

    /**
     * Each node's output shape.
     *
     * @return shapes by node name, in the order of the nodes
     */
    public Map<String, Shape> shapes() {
        return shapes(nodes);
    }

    /**
     * One node's output shape.
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
     * The layers where images enter.
     *
     * @return by the name of their node, in the order of the nodes; at least one
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
     * The layer where images enter a model of one input.
     *
     * @return the model's only input
     * @throws InvalidModelException if there are several
     */
    public Input input() {
        Map<String, Input> inputs = inputs();
        if (inputs.size() != 1) {
            throw new InvalidModelException("model \"" + name + "\" has the inputs " + inputs.keySet()
                    + ", expected exactly one here; build a graph of your own with GraphCompiler");
        }
        return inputs.values().iterator().next();
    }

    /**
     * Number of values the first output has for an example: the classes of a classifier.
     *
     * @return the size of the first output's shape
     */
    public int classes() {
        return Math.toIntExact(shape(outputs.get(0)).size());
    }

    /**
     * What the model learns, each parameter named node/parameter, in the order of the nodes.
     *
     * @return parameters by full name
     */
    public Map<String, Parameter> parameters() {
        Map<String, Shape> shapes = shapes();
        ImmutableMap.Builder<String, Parameter> parameters = ImmutableMap.builder();
        for (Node node : nodes) {
            for (Parameter parameter : node.parameters(inputShapes(node, shapes))) {
                parameters.put(node.name() + "/" + parameter.name(), parameter);
            }
        }
        return parameters.buildOrThrow();
    }

    /**
     * The model's layers in the form of PyTorch's torchsummary.
     *
     * @return shapes, parameters, cost and sizes, to be printed
     */
    public ModelSummary summary() {
        return ModelSummary.of(this);
    }

    /**
     * All that is known of the model's nodes before it runs, with what each of them reads.
     *
     * @param batch number of images that memory is counted for, at least 1
     * @return a table to be printed
     * @throws InvalidModelException if the batch is below 1
     */
    public WideSummary wideSummary(int batch) {
        return WideSummary.of(this, batch);
    }

    /**
     * The model as text for Graphviz: a box for each node with its name, call, output shape and parameters. Outputs
     * have a thicker line. {@code dev.nin.drawing.ModelDrawing} draws without Graphviz.
     *
     * @return a digraph in the language DOT
     */
    public String toDot() {
        return DotText.of(this);
    }

    /**
     * This model with other layers in some places.
     *
     * @param change what becomes of each layer; the same layer where nothing changes
     * @return a new model of the same names and edges
     * @throws InvalidModelException if the changed layers do not fit
     */
    public ModelSpec mapLayers(Function<Layer, Layer> change) {
        List<Node> changed = nodes.stream()
                .map(node -> node.withLayer(change.apply(node.layer())))
                .toList();
        return new ModelSpec(name, changed, outputs);
    }

    /**
     * This model with some nodes frozen, and the others not: a frozen node behaves in training as in inference.
     *
     * <pre>{@code
     * ModelSpec head = model.frozen(node -> !node.startsWith("classifier"));
     * }</pre>
     *
     * @param nodes tells by its name whether a node is frozen
     * @return a new model
     */
    public ModelSpec frozen(Predicate<String> nodes) {
        List<Node> changed = this.nodes.stream()
                .map(node -> node.withFrozen(nodes.test(node.name())))
                .toList();
        return new ModelSpec(name, changed, outputs);
    }

    /**
     * This model with some nodes and all that leads to them frozen, and the others not.
     *
     * @param last names of the last nodes that are frozen; those that the model does not have are passed over
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

    static List<Shape> inputShapes(Node node, Map<String, Shape> shapes) {
        return node.inputs().stream()
                .map(input -> Objects.requireNonNull(shapes.get(input)))
                .toList();
    }

    private static Map<String, Shape> shapes(List<Node> nodes) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        int position = 0;
        for (Node node : nodes) {
            position += node.layer().preparesInput() ? 0 : 1;
            try {
                shapes.put(node.name(), node.layer().fit(inputShapes(node, shapes)));
            } catch (InvalidModelException e) {
                throw e.at(place(position, node.layer().call()) + " (\"" + node.name() + "\")");
            }
        }
        return ImmutableMap.copyOf(shapes);
    }

    /**
     * A layer's place as messages name it.
     *
     * @param position number of the layer among those that summaries list, from 1; 0 for one that prepares the input
     * @param call the call that makes the layer
     * @return such as <code>layer 7 `maxPool(3, 2)`</code>
     */
    public static String place(int position, String call) {
        return (position == 0 ? "layer `" : "layer " + position + " `") + call + "`";
    }

    private static void checkNames(List<Node> nodes) {
        // TensorFlow tells names apart without regard to case.
        Map<String, String> places = new HashMap<>();
        int position = 0;
        for (Node node : nodes) {
            position += node.layer().preparesInput() ? 0 : 1;
            String place = place(position, node.layer().call());
            try {
                Checks.nodeName("its name", node.name());
            } catch (InvalidModelException e) {
                throw e.at(place);
            }
            String other = places.putIfAbsent(Ascii.toLowerCase(node.name()), place);
            if (other != null) {
                throw new InvalidModelException(place + ": the name \"" + node.name() + "\" is already used by " + other
                        + ", expected unique names, ignoring case");
            }
        }
    }
}
