// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.gradient;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import com.google.common.collect.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a value, in a form that TensorFlow runs faster than that of its C++ library; the numbers are equal.
 *
 * <p>There, the gradient of ReLU and of its kin reads the activation's input, so that convolution, bias and activation
 * cannot become one operation. Here it reads the output, which is positive at the same places. In float32 the gradient
 * of the bias of a 1×1 convolution is a sum, because TensorFlow joins {@code BiasAddGrad} to the gradient of the
 * kernel, an operation that without AVX-512 takes three times as long as both.
 *
 * <p>In 16 bits the value is scaled and its gradients are scaled back (Micikevicius et al. 2018): a GPU's float16 has
 * no numbers below 6e-8, as the gradients of large maps have. The scale is a power of two, which changes nothing else.
 */
public final class Gradients {
    /** Activations whose gradient needs only to know where the output is between its limits. */
    private static final Map<String, String> ACTIVATIONS =
            ImmutableMap.of("ReluGrad", "Relu", "Relu6Grad", "Relu6", "LeakyReluGrad", "LeakyRelu");

    /** Leaves room for gradients of kernels of up to 500; float16 ends at 65,504. */
    private static final float SCALE = 128;

    private final Ops tf;
    private final boolean isMixed;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Table<String, Output<?>, Output<?>> activations = HashBasedTable.create();
    private final Set<Output<?>> ofPointwise = new HashSet<>();
    private final Map<Output<?>, Output<?>> replaced = new HashMap<>();

    private Gradients(Ops tf, boolean isMixed) {
        this.tf = tf;
        this.isMixed = isMixed;
        graph(tf).toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    }

    /**
     * Adds gradients to a graph.
     *
     * @param tf operations of the graph, which determine the name scope
     * @param value the scalar to derive
     * @param variables what to derive it by
     * @param isMixed whether TensorFlow computes in 16 bits: gradients are scaled, and it pays to join those of bias
     *     and kernel
     * @return one gradient for each variable, in its shape
     */
    public static List<Operand<TFloat32>> of(
            Ops tf, Operand<TFloat32> value, List<? extends Operand<TFloat32>> variables, boolean isMixed) {
        Graph graph = graph(tf);
        Operand<TFloat32> scaled = isMixed ? tf.math.mul(value, tf.constant(SCALE)) : value;
        int forward = Iterators.size(graph.operations());
        Output<?>[] found = graph.addGradients(
                scaled.asOutput(), variables.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
        List<GraphOperation> operations = Lists.newArrayList(graph.operations());
        // The scope does not know the names that TensorFlow has just given.
        tf.scope().refreshNames();
        Gradients gradients = new Gradients(tf.withSubScope("gradients"), isMixed);
        gradients.readForward(operations.subList(0, forward));
        gradients.improve(operations.subList(forward, operations.size()));
        List<Operand<TFloat32>> improved = new ArrayList<>();
        for (Output<?> output : found) {
            Operand<TFloat32> gradient = gradients.improved(output).expect(TFloat32.class);
            improved.add(isMixed ? tf.math.mul(gradient, tf.constant(1 / SCALE)) : gradient);
        }
        return improved;
    }

    private static Graph graph(Ops tf) {
        return (Graph) tf.scope().env();
    }

    private void readForward(List<GraphOperation> operations) {
        for (GraphOperation operation : operations) {
            if (ACTIVATIONS.containsValue(operation.type())) {
                activations.put(operation.type(), operation.input(0), operation.output(0));
            }
        }
    }

    private void improve(List<GraphOperation> operations) {
        for (GraphOperation operation : operations) {
            if (isOfPointwiseKernel(operation)) {
                ofPointwise.add(source(operation.input(2)));
            }
        }
        // Operations come after those that they read.
        for (GraphOperation operation : operations) {
            if (operation.type().equals("BiasAddGrad") && !isMixed && ofPointwise.contains(operation.input(0))) {
                Operand<TFloat32> gradient = improved(operation.input(0)).expect(TFloat32.class);
                replaced.put(
                        operation.output(0),
                        tf.sum(gradient, tf.constant(new int[] {0, 1, 2})).asOutput());
            } else {
                improve(operation);
            }
        }
    }

    private static boolean isOfPointwiseKernel(GraphOperation operation) {
        // The gradient's own shape is not known, since it is given by an operation: the shape of the kernel.
        return operation.type().equals("Conv2DBackpropFilter")
                && operation.input(1).op() instanceof GraphOperation shape
                && shape.input(0).shape().take(2).equals(Shape.of(1, 1));
    }

    /** Returns what an output is a copy of: the gradient of BiasAdd for its input is an Identity. */
    private static Output<?> source(Output<?> output) {
        return output.op() instanceof GraphOperation operation
                        && operation.type().equals("Identity")
                ? operation.input(0)
                : output;
    }

    /** Copies an operation if its inputs have changed. */
    private void improve(GraphOperation operation) {
        List<Output<?>> inputs = new ArrayList<>();
        List<Output<?>> improved = new ArrayList<>();
        for (int i = 0; i < operation.numInputs(); i++) {
            inputs.add(operation.input(i));
            improved.add(improved(operation.input(i)));
        }
        String activation = ACTIVATIONS.get(operation.type());
        if (activation != null && keepsSign(operation)) {
            Output<?> answer = activations.get(activation, operation.input(1));
            improved.set(1, answer == null ? improved.get(1) : answer);
        }
        if (!improved.equals(inputs)) {
            GraphOperation copy = copy(operation, improved);
            for (int i = 0; i < operation.numOutputs(); i++) {
                replaced.put(operation.output(i), copy.output(i));
            }
        }
    }

    /** Returns whether the activation is positive where its input is, which only a slope below 0 changes. */
    private boolean keepsSign(GraphOperation operation) {
        AttrValue slope =
                Objects.requireNonNull(nodes.get(operation.name())).getAttrMap().get("alpha");
        return slope == null || slope.getF() >= 0;
    }

    private GraphOperation copy(GraphOperation operation, List<Output<?>> inputs) {
        OperationBuilder builder = tf.scope().opBuilder(operation.type(), operation.type());
        Map<String, AttrValue> attributes =
                Objects.requireNonNull(nodes.get(operation.name())).getAttrMap();
        // The inputs of AddN, Pack and ConcatV2 begin with a list of N.
        int listed = attributes.containsKey("N") ? (int) attributes.get("N").getI() : 0;
        if (listed > 0) {
            builder.addInputList(inputs.subList(0, listed).toArray(Output<?>[]::new));
        }
        inputs.subList(listed, inputs.size()).forEach(builder::addInput);
        attributes.forEach(builder::setAttr);
        return (GraphOperation) builder.build();
    }

    private Output<?> improved(Output<?> output) {
        return replaced.getOrDefault(output, output);
    }
}
