package dev.nin.graph;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** A model in a TensorFlow graph of its own. Closing it closes the graph; sessions are closed before. */
public final class CompiledModel implements AutoCloseable {
    private final Graph graph;
    private final Placeholder<? extends TNumber> input;
    private final ModelOperands operands;

    CompiledModel(Graph graph, Placeholder<? extends TNumber> input, ModelOperands operands) {
        this.graph = graph;
        this.input = input;
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
     * @return a placeholder (batch, height, width, channels) of the type the model's input says
     */
    public Placeholder<? extends TNumber> input() {
        return input;
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
        return variables().stream()
                .filter(variable -> variable.parameter().trainable())
                .toList();
    }

    @Override
    public void close() {
        graph.close();
    }
}
