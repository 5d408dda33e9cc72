// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A node with what its operations read.
 *
 * @param node the node
 * @param inputs the names of its inputs' values; for an input of the model, the name of the images
 * @param shapes the shapes of its inputs
 * @param weights the model's weights
 * @param scope where to add operations
 */
record LayerContext(Node node, List<String> inputs, List<Shape> shapes, Weights weights, Scope scope) {
    /** Copies the lists. */
    LayerContext {
        inputs = List.copyOf(inputs);
        shapes = List.copyOf(shapes);
    }

    /** Returns the first input's value. */
    String input() {
        return inputs.get(0);
    }

    /** Returns the first input's shape. */
    Shape shape() {
        return shapes.get(0);
    }

    /** Returns the values of a parameter of the layer. */
    FloatBuffer values(String name) {
        return weights.values(node.name() + "/" + name);
    }

    /** Returns a copy of the values of a parameter of the layer. */
    float[] parameter(String name) {
        FloatBuffer values = values(name);
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }

    /** Adds a parameter with one value for each channel, of the input's rank. */
    String perChannel(String name) {
        return scope.perChannel(name, shape().isMap(), parameter(name));
    }

    /** Adds a parameter that is a vector. */
    String vector(String name) {
        return scope.perChannel(name, false, parameter(name));
    }
}
