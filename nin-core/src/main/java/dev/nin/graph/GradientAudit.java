// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.collect.ImmutableSet;
import dev.nin.model.InvalidModelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.proto.NodeDef;

/**
 * Looks through the operations between a loss and the variables before gradients are taken. Some gradients of
 * TensorFlow's C++ library are missing or silently wrong: only types whose gradient a test of this library has compared
 * with finite differences pass, and types that the author of a layer has checked.
 */
public final class GradientAudit {
    /** Where gradients end by definition: what is constant in small surroundings, and what shall be. */
    static final Set<String> BARRIERS = ImmutableSet.of(
            "Equal",
            "Greater",
            "GreaterEqual",
            "Less",
            "LessEqual",
            "NotEqual",
            "Rank",
            "Shape",
            "StopGradient",
            "ZerosLike");

    /** Exactly the types that GradientTest covers, with those of LossGradientTest and LossOperationsTest. */
    static final Set<String> CHECKED = ImmutableSet.of(
            "Abs",
            "Add",
            "AddN",
            "AvgPool",
            "BatchToSpaceND",
            "BiasAdd",
            "ClipByValue",
            "ConcatV2",
            "Conv2D",
            "Conv2DBackpropInput",
            "DepthwiseConv2dNative",
            "Div",
            "DivNoNan",
            "Elu",
            "Erf",
            "Exp",
            "Expm1",
            "FusedBatchNormV3",
            "Identity",
            "LeakyRelu",
            "Log",
            "Log1p",
            "LogSoftmax",
            "MatMul",
            "Max",
            "MaxPool",
            "Maximum",
            "Mean",
            "Minimum",
            "Mul",
            "Neg",
            "PadV2",
            "Pow",
            "RealDiv",
            "Reciprocal",
            "Relu",
            "Relu6",
            "Reshape",
            "ResizeBicubic",
            "ResizeBilinear",
            "ResizeNearestNeighbor",
            "Rsqrt",
            "SelectV2",
            "Selu",
            "Sigmoid",
            "Slice",
            "Softmax",
            "SoftmaxCrossEntropyWithLogits",
            "Softplus",
            "Softsign",
            "SpaceToBatchND",
            "Split",
            "Sqrt",
            "Square",
            "SquaredDifference",
            "StridedSlice",
            "Sub",
            "Sum",
            "Tanh",
            "Transpose");

    private GradientAudit() {}

    /**
     * Refuses a graph whose gradients nobody has checked.
     *
     * @param graph the graph
     * @param loss the scalar that training minimizes, in that graph
     * @param variables what gradients are taken for
     * @param alsoChecked further types of operations whose gradient the caller has checked, such as Cumsum
     * @throws InvalidModelException if an operation between loss and variables is of a type that is not known to have a
     *     right gradient
     */
    public static void check(Graph graph, Operand<?> loss, List<ModelVariable> variables, Set<String> alsoChecked) {
        firstFault(graph, loss, names(variables), alsoChecked).ifPresent(fault -> {
            throw new InvalidModelException("training: " + fault
                    + "; use another layer or loss, or check it with CompiledModel.checkGradients and"
                    + " name the type in its checkedOperations()");
        });
    }

    /**
     * What is wrong with the first gradient, in the order of names, between some operations and a value.
     *
     * @param starts names of the operations that gradients are taken for
     * @return the operation and its fault; empty if all gradients are right
     */
    static Optional<String> firstFault(Graph graph, Operand<?> end, List<String> starts, Set<String> alsoChecked) {
        return between(graph, end, starts).values().stream()
                .filter(node ->
                        !alsoChecked.contains(node.getOp()) && !fault(node).isEmpty())
                .findFirst()
                .map(node ->
                        "the gradient of operation \"" + node.getName() + "\" (" + node.getOp() + ") " + fault(node));
    }

    /** The operations that lead from the variables to the loss, by name. */
    static Map<String, NodeDef> path(Graph graph, Operand<?> loss, List<ModelVariable> variables) {
        return between(graph, loss, names(variables));
    }

    private static Map<String, NodeDef> between(Graph graph, Operand<?> loss, List<String> starts) {
        Map<String, NodeDef> nodes = new HashMap<>();
        Map<String, Set<String>> readers = new HashMap<>();
        for (NodeDef node : graph.toGraphDef().getNodeList()) {
            nodes.put(node.getName(), node);
            inputs(node)
                    .forEach(input -> readers.computeIfAbsent(input, any -> new HashSet<>())
                            .add(node.getName()));
        }
        Set<String> before = reached(
                List.of(loss.op().name()),
                name -> nodes.containsKey(name)
                                && !BARRIERS.contains(nodes.get(name).getOp())
                        ? inputs(node(nodes, name))
                        : Set.of());
        Set<String> behind =
                reached(starts, name -> isBarrier(nodes, name) ? Set.of() : readers.getOrDefault(name, Set.of()));
        Map<String, NodeDef> path = new TreeMap<>();
        for (String name : before) {
            if (behind.contains(name) && !starts.contains(name) && !isBarrier(nodes, name)) {
                path.put(name, node(nodes, name));
            }
        }
        return path;
    }

    private static List<String> names(List<ModelVariable> variables) {
        return variables.stream().map(each -> each.variable().op().name()).toList();
    }

    private static boolean isBarrier(Map<String, NodeDef> nodes, String name) {
        return BARRIERS.contains(node(nodes, name).getOp());
    }

    private static NodeDef node(Map<String, NodeDef> nodes, String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    private static String fault(NodeDef node) {
        if (!CHECKED.contains(node.getOp())) {
            return "is checked by no test of this library";
        }
        boolean dilated = node.containsAttr("dilations")
                && node.getAttrOrThrow("dilations").getList().getIList().stream()
                        .anyMatch(each -> each != 1);
        if (dilated) {
            return "is wrong in TensorFlow for a dilation";
        }
        boolean explicit = node.containsAttr("padding")
                && node.getAttrOrThrow("padding").toString().contains("\"EXPLICIT\"");
        return explicit ? "is missing in TensorFlow for explicit padding" : "";
    }

    private static Set<String> reached(List<String> starts, Function<String, Set<String>> next) {
        Set<String> reached = new HashSet<>(starts);
        Deque<String> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (String each : next.apply(open.pop())) {
                if (reached.add(each)) {
                    open.push(each);
                }
            }
        }
        return reached;
    }

    /** Names of the operations whose values a node reads, without those it only waits for. */
    private static Set<String> inputs(NodeDef node) {
        Set<String> inputs = new HashSet<>();
        for (String input : node.getInputList()) {
            if (!input.startsWith("^")) {
                int colon = input.indexOf(':');
                inputs.add(colon < 0 ? input : input.substring(0, colon));
            }
        }
        return inputs;
    }
}
