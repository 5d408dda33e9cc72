// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * A named layer of a model's graph with its inputs.
 *
 * @param name unique within the model; variables and operations are named after it
 * @param layer the layer
 * @param inputs names of the nodes it reads, in order
 * @param regularizer the penalty on its kernel in training
 * @param frozen whether it behaves in training as in inference: its parameters do not change, batch normalization uses
 *     its moving averages without updating them, and dropout drops nothing
 */
public record Node(String name, Layer layer, List<String> inputs, Regularizer regularizer, boolean frozen) {
    /** Copies the inputs. */
    public Node {
        inputs = List.copyOf(inputs);
    }

    /**
     * Creates a trainable node without a regularizer.
     *
     * @param name unique within the model
     * @param layer the layer
     * @param inputs names of the nodes it reads, in order
     */
    public Node(String name, Layer layer, List<String> inputs) {
        this(name, layer, inputs, Regularizer.NONE, false);
    }

    /**
     * Returns the layer's parameters, trainable or not.
     *
     * @param inputShapes the shapes of its inputs, already checked
     * @return the parameters in the layer's order; none is trainable if the node is frozen
     */
    public List<Parameter> parameters(List<Shape> inputShapes) {
        List<Parameter> parameters = layer.parameters(inputShapes);
        return frozen ? parameters.stream().map(Parameter::kept).toList() : parameters;
    }

    Node withFrozen(boolean isFrozen) {
        return new Node(name, layer, inputs, regularizer, isFrozen);
    }

    Node withLayer(Layer other) {
        return new Node(name, other, inputs, regularizer, frozen);
    }
}
