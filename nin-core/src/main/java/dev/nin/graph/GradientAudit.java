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
 * A check of the operations between a loss and the variables before gradients are added. Some gradients of TensorFlow's
 * C++ library are missing or silently wrong, so only operation types pass whose gradient a test of this library
 * compares with finite differences, or which the author of a layer has checked.
 */
public final class GradientAudit {
    /**
     * Operation types at which gradients end by definition: locally constant ones, and those meant to stop gradients.
     */
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

    /** Exactly the operation types that GradientTest, LossGradientTest and LossOperationsTest cover. */
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
     * Rejects a graph with unchecked gradients.
     *
     * @param graph the graph of the loss
     * @param loss the scalar that training minimizes
     * @param variables the variables to compute gradients for
     * @param alsoChecked further operation types whose gradients the caller has checked, such as Cumsum
     * @throws InvalidModelException if an operation between loss and variables is of a type without a known correct
     *     gradient
     */
    public static void check(Graph graph, Operand<?> loss, List<ModelVariable> variables, Set<String> alsoChecked) {
        firstFault(graph, loss, names(variables), alsoChecked).ifPresent(fault -> {
            throw new InvalidModelException("training: " + fault
                    + "; use another layer or loss, or check it with CompiledModel.checkGradients and"
                    + " name the type in its checkedOperations()");
        });
    }

    /**
     * Returns the first missing, wrong or unchecked gradient between some operations and a value, in the order of
     * names.
     *
     * @param starts names of the operations to compute gradients for
     * @return the operation and its fault; empty if all gradients are correct
     */
    static Optional<String> firstFault(Graph graph, Operand<?> end, List<String> starts, Set<String> alsoChecked) {
        return between(graph, end, starts).values().stream()
                .filter(node ->
                        !alsoChecked.contains(node.getOp()) && !fault(node).isEmpty())
                .findFirst()
                .map(node ->
                        "the gradient of operation \"" + node.getName() + "\" (" + node.getOp() + ") " + fault(node));
    }

    /** Returns the operations between the variables and the loss, by name. */
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
        Set<String> later =
                reached(starts, name -> isBarrier(nodes, name) ? Set.of() : readers.getOrDefault(name, Set.of()));
        Map<String, NodeDef> path = new TreeMap<>();
        for (String name : before) {
            if (later.contains(name) && !starts.contains(name) && !isBarrier(nodes, name)) {
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
            return "is not checked by any test of this library";
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

    /** Returns the names of the operations whose values a node reads, without control inputs. */
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
