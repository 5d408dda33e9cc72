// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.Custom;
import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The operands of a model that was emitted into a graph.
 *
 * @param spec the model
 * @param nodes each node's output by node name: (batch, height, width, channels) or (batch, size)
 * @param variables the parameters in the model's order; empty if they are constants
 * @param updates operations that each training step runs in addition to the optimizer's, such as updates of moving
 *     averages
 * @param step the step number, to be fed at each step, that keys random draws together with the seed; only in training
 * @param penalty the sum of the regularizers, to be added to the loss; only in training without shared variables
 * @param augmented the application to all versions of the images, one version after the other along the batch, if
 *     {@code nodes} has the means of its outputs and, for other nodes, the values of the images themselves; only with
 *     {@link TestTimeAugmentation}
 */
public record ModelOperands(
        ModelSpec spec,
        Map<String, Operand<TFloat32>> nodes,
        List<ModelVariable> variables,
        List<Op> updates,
        Optional<PlaceholderWithDefault<TInt64>> step,
        Optional<Operand<TFloat32>> penalty,
        Optional<ModelOperands> augmented) {
    /**
     * Returns the model's first output.
     *
     * @return the operand; for a classifier, the logits (batch, classes)
     */
    public Operand<TFloat32> logits() {
        return node(spec.outputs().get(0));
    }

    /**
     * Returns the model's outputs.
     *
     * @return the operands in the order of the specification
     */
    public List<Operand<TFloat32>> outputs() {
        return spec.outputs().stream().map(this::node).toList();
    }

    /**
     * Returns the operation types whose gradients the authors of the model's custom layers have checked.
     *
     * @return the types for {@link GradientAudit#check}
     */
    public Set<String> checkedOperations() {
        return spec.nodes().stream()
                .flatMap(node ->
                        node.layer() instanceof Custom custom && custom.rule() instanceof CustomOperation operation
                                ? operation.checkedOperations().stream()
                                : Stream.of())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the trainable variables.
     *
     * @return the variables that gradients change, in the model's order
     */
    public List<ModelVariable> trainableVariables() {
        return variables.stream()
                .filter(variable -> variable.parameter().trainable())
                .toList();
    }

    /**
     * Returns a node's output.
     *
     * @param name the node's name
     * @return (batch, height, width, channels) or (batch, size)
     * @throws IllegalArgumentException if the model has no such node
     */
    public Operand<TFloat32> node(String name) {
        Operand<TFloat32> node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("model \"" + spec.name() + "\" has no node \"" + name + "\"");
        }
        return node;
    }
}
