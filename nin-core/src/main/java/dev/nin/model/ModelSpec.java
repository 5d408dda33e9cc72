package dev.nin.model;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A model as data: named nodes in an order in which each comes after those it reads, so that they form a graph without
 * cycles.
 *
 * @param name the model's name
 * @param nodes the nodes, the input first
 * @param outputs names of the nodes whose values the model is asked for; the first gives the logits
 */
public record ModelSpec(String name, List<Node> nodes, List<String> outputs) {
    private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.\\-]*");

    /**
     * Checks every name, edge and shape.
     *
     * @throws InvalidModelException if a name is illegal or given twice, a node reads one that does not come before it,
     *     a layer does not fit its inputs, there is not exactly one input, or an output is unknown
     */
    public ModelSpec {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        checkName("the model's name", name);
        long inputs =
                nodes.stream().filter(node -> node.layer() instanceof Input).count();
        if (inputs != 1) {
            throw new InvalidModelException("the model has " + inputs + " inputs, expected exactly 1");
        }
        checkNames(nodes);
        Map<String, Shape> shapes = shapes(nodes);
        if (outputs.isEmpty()) {
            throw new InvalidModelException("the model has no output, expected the name of at least one node");
        }
        for (String output : outputs) {
            if (!shapes.containsKey(output)) {
                throw new InvalidModelException(
                        "output \"" + output + "\" is no node of the model, expected one of " + shapes.keySet());
            }
        }
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
     * The layer where images enter.
     *
     * @return the model's only input
     */
    public Input input() {
        return nodes.stream()
                .map(Node::layer)
                .filter(Input.class::isInstance)
                .map(Input.class::cast)
                .findFirst()
                .orElseThrow();
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
            for (Parameter parameter : node.layer().parameters(inputShapes(node, shapes))) {
                parameters.put(node.name() + "/" + parameter.name(), parameter);
            }
        }
        return parameters.buildOrThrow();
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
                .map(node -> new Node(node.name(), change.apply(node.layer()), node.inputs()))
                .toList();
        return new ModelSpec(name, changed, outputs);
    }

    static List<Shape> inputShapes(Node node, Map<String, Shape> shapes) {
        return node.inputs().stream()
                .map(input -> {
                    Shape shape = shapes.get(input);
                    if (shape == null) {
                        throw new InvalidModelException(
                                "it reads \"" + input + "\", which does not come before it; name an earlier node");
                    }
                    return shape;
                })
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
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            checkName("a node's name", node.name());
            if (!names.add(Ascii.toLowerCase(node.name()))) {
                throw new InvalidModelException("the name \"" + node.name()
                        + "\" is given twice, expected a name of its own for each node, whatever its case");
            }
        }
    }

    private static void checkName(String what, String name) {
        if (!LEGAL_NAME.matcher(name).matches()) {
            throw new InvalidModelException(
                    what + " is \"" + name + "\", expected letters, digits, '_', '-' and '.', a letter or digit first");
        }
    }
}
