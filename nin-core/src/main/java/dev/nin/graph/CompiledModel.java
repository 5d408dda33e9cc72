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
 * A model in a TensorFlow graph of its own. Closing it closes the graph; sessions are closed before. Several threads
 * may run sessions on it; operations are added by one thread, while none runs.
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
     * The graph, owned by this model. Operations may be added as long as no session runs on it.
     *
     * @return the graph
     */
    public Graph graph() {
        return graph;
    }

    /**
     * Where images are fed.
     *
     * @return for each input's name a placeholder (batch, height, width, channels) of the type that input says
     */
    public Map<String, Placeholder<? extends TNumber>> inputs() {
        return inputs;
    }

    /**
     * Where images are fed to a model of one input.
     *
     * @return a placeholder (batch, height, width, channels) of the type the model's input says
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public Placeholder<? extends TNumber> input() {
        operands.spec().input();
        return inputs.values().iterator().next();
    }

    /**
     * What the model computes.
     *
     * @return its nodes, logits, variables and step
     */
    public ModelOperands operands() {
        return operands;
    }

    /**
     * The model's first output.
     *
     * @return for a classifier its logits (batch, classes)
     */
    public Operand<TFloat32> logits() {
        return operands.logits();
    }

    /**
     * The parameters as variables.
     *
     * @return in the model's order; none if they are constants
     */
    public List<ModelVariable> variables() {
        return operands.variables();
    }

    /**
     * The variables that gradients change.
     *
     * @return those of {@link #variables()} that are trainable
     */
    public List<ModelVariable> trainableVariables() {
        return operands.trainableVariables();
    }

    /**
     * Compares TensorFlow's gradients of this model in training with central differences, in a graph of its own, for a
     * few values of each trainable variable. Meant for layers of the user's own.
     *
     * @param batch images as the model's only input takes them; stays the caller's
     * @return what was compared
     */
    public GradientCheck checkGradients(TNumber batch) {
        try (GradientChecker checker = new GradientChecker(operands.spec(), batch)) {
            return checker.check();
        }
    }

    /**
     * Runs a batch through this graph and tells what each node makes of it. The weights are the graph's own: of
     * {@link Mode#frozen} those that were given, so that this is the mode for trained weights; otherwise the initial
     * ones, whatever other sessions have learned. In a graph for training dropout drops and batch normalization uses
     * the batch, as in step 0. All nodes' values are in memory at once, so a small batch serves best.
     *
     * @param batch at least one image as the model's only input takes them; stays the caller's
     * @return a row for each node
     * @throws IllegalArgumentException if the batch has another type or shape than the input, or no image
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public ModelTrace trace(TNumber batch) {
        operands.spec().input();
        return trace(Map.of(inputs.keySet().iterator().next(), batch));
    }

    /**
     * Runs batches through this graph, as {@link #trace(TNumber)} does, for a model of any number of inputs.
     *
     * @param batches for each input's name as many images as for the others; they stay the caller's
     * @return a row for each node
     * @throws IllegalArgumentException if batches are missing, too many, or of another type or shape than their input
     */
    public ModelTrace trace(Map<String, ? extends TNumber> batches) {
        return Tracer.trace(this, batches);
    }

    @Override
    public void close() {
        graph.close();
    }
}
