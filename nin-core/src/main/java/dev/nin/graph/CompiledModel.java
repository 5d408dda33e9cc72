// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A model in its own TensorFlow graph. Closing it closes the graph; close sessions first. Several threads may run
 * sessions on it; only one thread may add operations, while no session runs.
 */
public final class CompiledModel implements AutoCloseable {
    private final Graph graph;
    private final Map<String, Placeholder<? extends TNumber>> inputs;
    private final ModelOperands operands;

    CompiledModel(Graph graph, Map<String, Placeholder<? extends TNumber>> inputs, ModelOperands operands) {
        this.graph = graph;
        this.inputs = ImmutableMap.copyOf(inputs);
        this.operands = operands;
    }

    /**
     * Returns the graph, which this model owns. Operations may be added while no session runs on it.
     *
     * @return the graph
     */
    public Graph graph() {
        return graph;
    }

    /**
     * Returns the placeholders of the model's inputs.
     *
     * @return by input name, a placeholder (batch, height, width, channels) of the input's pixel type
     */
    public Map<String, Placeholder<? extends TNumber>> inputs() {
        return inputs;
    }

    /**
     * Returns the placeholder of a model with one input.
     *
     * @return a placeholder (batch, height, width, channels) of the input's pixel type
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public Placeholder<? extends TNumber> input() {
        operands.spec().input();
        return inputs.values().iterator().next();
    }

    /**
     * Returns the operands of the model in this graph.
     *
     * @return nodes, logits, variables and step
     */
    public ModelOperands operands() {
        return operands;
    }

    /**
     * Returns the model's first output.
     *
     * @return the operand; for a classifier, the logits (batch, classes)
     */
    public Operand<TFloat32> logits() {
        return operands.logits();
    }

    /**
     * Returns the parameters as variables.
     *
     * @return the variables in the model's order; empty if the parameters are constants
     */
    public List<ModelVariable> variables() {
        return operands.variables();
    }

    /**
     * Returns the trainable variables.
     *
     * @return those of {@link #variables()} that gradients change
     */
    public List<ModelVariable> trainableVariables() {
        return operands.trainableVariables();
    }

    /**
     * Compares TensorFlow's gradients of this model in training mode with central differences for a few values of each
     * trainable variable, in a separate graph. Intended for checking custom layers.
     *
     * @param batch images for the model's only input; remains owned by the caller
     * @return the comparisons
     */
    public GradientCheck checkGradients(TNumber batch) {
        try (GradientChecker checker = new GradientChecker(operands.spec(), input(), batch)) {
            return checker.check();
        }
    }

    /**
     * Runs a batch through this graph and returns statistics of each node's output. The weights are those of the graph:
     * the given ones for {@link Mode#frozen}, which is the mode for trained weights; otherwise the initial ones,
     * regardless of what other sessions have learned. In a training graph, dropout is active and batch normalization
     * uses the batch, as in step 0. The outputs of all nodes are in memory at the same time, so use a small batch.
     *
     * @param batch at least one image for the model's only input; remains owned by the caller
     * @return the trace, with a row for each node
     * @throws IllegalArgumentException if the type or shape of the batch differs from the input's, or the batch is
     *     empty
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public ModelTrace trace(TNumber batch) {
        operands.spec().input();
        return trace(Map.of(inputs.keySet().iterator().next(), batch));
    }

    /**
     * Runs batches through this graph as {@link #trace(TNumber)} does, for a model with any number of inputs.
     *
     * @param batches by input name, equally large batches; they remain owned by the caller
     * @return the trace, with a row for each node
     * @throws IllegalArgumentException if the batches are not exactly those of the inputs, or the type or shape of one
     *     differs from its input's
     */
    public ModelTrace trace(Map<String, ? extends TNumber> batches) {
        return Tracer.trace(graph, inputs, operands, batches);
    }

    @Override
    public void close() {
        graph.close();
    }
}
