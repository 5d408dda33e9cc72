// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.UserInputException;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import dev.nin.onnx.format.Attribute;
import dev.nin.onnx.format.ElementType;
import dev.nin.onnx.format.GraphBuilder;
import dev.nin.onnx.format.OnnxGraph;
import dev.nin.onnx.format.ValueInfo;
import dev.nin.onnx.quantization.QuantizedGraph;
import dev.nin.onnx.quantization.ValueRange;
import dev.nin.task.Classification;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates the ONNX graph of a model for inference. It reads images as they are stored, (batch, height, width,
 * channels), and computes the outputs and the predictions of its tasks, feature maps in the same order.
 */
public final class ModelGraph {
    /** The name of the only input. Several have the names of their nodes. */
    public static final String IMAGES = "images";
    /** The name of a classifier's output. Outputs of other models have the names of their nodes. */
    public static final String LOGITS = "logits";

    private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);
    private static final int WIDTH_OF_IMAGE = 2;
    private static final int WIDTH_OF_MAP = 3;

    private final ModelSpec spec;
    private final Weights weights;
    private final TestTimeAugmentation augmentation;
    private final Map<String, Shape> shapes;
    private final Map<String, String> values = new LinkedHashMap<>();
    /** The outputs as they are predicted from, by their names. */
    private final Map<String, String> answers = new HashMap<>();

    private final GraphBuilder graph = new GraphBuilder();

    private ModelGraph(ModelSpec spec, Weights weights, TestTimeAugmentation augmentation) {
        this.spec = spec;
        this.weights = weights;
        this.augmentation = augmentation;
        this.shapes = spec.shapes();
    }

    /**
     * Creates the graph in 32 bits.
     *
     * @param spec the model
     * @param weights its weights
     * @param goals its tasks, which fit it
     * @param augmentation the versions of each image that it runs on
     * @return the graph
     * @throws UserInputException if ONNX cannot express a layer, or the weights are too large for one file
     */
    public static OnnxGraph of(ModelSpec spec, Weights weights, Goals goals, TestTimeAugmentation augmentation) {
        requireSize(spec);
        return new ModelGraph(spec, weights, augmentation).build(goals);
    }

    /**
     * Creates the graph in 8 bits.
     *
     * @param spec the model
     * @param weights its weights
     * @param goals its tasks, which fit it
     * @param augmentation the versions of each image that it runs on
     * @param ranges the ranges of the nodes' values by their names
     * @return the graph
     * @throws UserInputException if ONNX cannot express a layer, or the weights are too large for one file
     */
    public static OnnxGraph quantized(
            ModelSpec spec,
            Weights weights,
            Goals goals,
            TestTimeAugmentation augmentation,
            Map<String, ValueRange> ranges) {
        requireSize(spec);
        ModelGraph model = new ModelGraph(spec, weights, augmentation);
        OnnxGraph graph = model.build(goals);
        Map<String, ValueRange> byValue = new HashMap<>();
        ranges.forEach((node, range) -> byValue.merge(model.value(node), range, ValueRange::union));
        Set<String> outputs = spec.outputs().stream().map(model::value).collect(Collectors.toSet());
        return QuantizedGraph.of(graph, byValue, outputs);
    }

    private static void requireSize(ModelSpec spec) {
        long bytes = Float.BYTES
                * spec.parameters().values().stream().mapToLong(Parameter::size).sum();
        if (bytes > MOST_BYTES) {
            throw new UserInputException(String.format(
                    Locale.ROOT,
                    "model \"%s\" has weights of %.1f GB, expected less than 2 GB for an ONNX file; "
                            + "export a SavedModel with variables instead",
                    spec.name(),
                    bytes / 1e9));
        }
    }

    private OnnxGraph build(Goals goals) {
        boolean isOnly = spec.inputs().size() == 1;
        spec.inputs().forEach((name, input) -> values.put(name, images(isOnly ? IMAGES : name, input)));
        for (Node node : spec.nodes()) {
            values.put(node.name(), node.layer().accept(new LayerOperations(context(node))));
        }
        spec.outputs().forEach(output -> answers.put(output, averaged(output)));
        boolean isClassifier =
                goals.goals().size() == 1 && goals.goals().get(0).task().base() instanceof Classification;
        if (isClassifier) {
            raw(LOGITS, spec.outputs().get(0));
        }
        goals.goals().forEach(goal -> predict(goal, goals.goals().size() == 1));
        if (!isClassifier) {
            spec.outputs().forEach(output -> raw(output, output));
        }
        return graph.build(spec.name());
    }

    private String images(String name, Input input) {
        ElementType type = input.pixels() == Input.Pixels.UINT8 ? ElementType.UINT8 : ElementType.FLOAT32;
        String unique = graph.free(name);
        graph.input(new ValueInfo(unique, type, List.of(input.height(), input.width(), input.channels())));
        if (augmentation == TestTimeAugmentation.NONE) {
            return unique;
        }
        Scope scope = new Scope(graph, name);
        String mirrored = scope.reversed(unique, WIDTH_OF_IMAGE);
        return scope.add("Concat", List.of(unique, mirrored), Attribute.of("axis", 0L));
    }

    private LayerContext context(Node node) {
        List<String> inputs = node.layer() instanceof Input ? List.of(node.name()) : node.inputs();
        return new LayerContext(
                node,
                inputs.stream().map(this::value).toList(),
                node.inputs().stream().map(this::shape).toList(),
                weights,
                new Scope(graph, node.name()));
    }

    /** Adds the mean of an output for the images and their mirror images, whose maps are mirrored back. */
    private String averaged(String output) {
        String both = value(output);
        if (augmentation == TestTimeAugmentation.NONE) {
            return both;
        }
        Scope scope = new Scope(graph, output + "/mean");
        List<String> halves = scope.halves(both);
        String mirrored = shape(output).isMap() ? scope.reversed(halves.get(1), WIDTH_OF_MAP) : halves.get(1);
        String sum = scope.add("Add", List.of(halves.get(0), mirrored));
        return scope.add("Mul", List.of(sum, scope.number("half", 0.5f)));
    }

    private void raw(String name, String output) {
        predictions(output, "").floats(name, Objects.requireNonNull(answers.get(output)));
    }

    private void predict(Goal goal, boolean isOnly) {
        predictions(goal.output(), isOnly ? "" : goal.output() + "_")
                .add(goal.task(), Objects.requireNonNull(answers.get(goal.output())));
    }

    private Predictions predictions(String output, String prefix) {
        return new Predictions(new Scope(graph, output + "/predicted"), prefix, shape(output));
    }

    private String value(String node) {
        return Objects.requireNonNull(values.get(node));
    }

    private Shape shape(String node) {
        return Objects.requireNonNull(shapes.get(node));
    }
}
