// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Resize;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.ArrayList;
import java.util.List;

/** A layer with the shapes of its inputs. */
public record LayerCase(Layer layer, List<Shape> inputs) {
    private static final Initializer DRAWN = new Initializer.HeNormal();
    private static final Initializer ZERO = new Initializer.Constant(0);

    boolean fits() {
        try {
            layer.outputShape(inputs);
            return true;
        } catch (InvalidModelException e) {
            return false;
        }
    }

    /** Returns a model whose output is this layer, with inputs of its input shapes. */
    ModelSpec spec() {
        List<Node> nodes = new ArrayList<>();
        if (!(layer instanceof Input)) {
            nodes.add(new Node("images", new Input(6, 6, 1, Input.Pixels.UINT8), List.of()));
        }
        List<String> read = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            read.add(reach(nodes, inputs.get(i), "to_" + i));
        }
        nodes.add(new Node("tested", layer, read));
        return new ModelSpec("case", nodes, List.of("tested"));
    }

    private static String reach(List<Node> nodes, Shape wanted, String name) {
        if (wanted.isMap()) {
            Size size = new Size(wanted.height(), wanted.width());
            nodes.add(new Node(name + "_size", new Resize(size), List.of("images")));
            Conv2d channels =
                    new Conv2d(wanted.channels(), Size.square(1), Size.square(1), Padding.valid(), DRAWN, ZERO);
            nodes.add(new Node(name, channels, List.of(name + "_size")));
        } else {
            nodes.add(new Node(name + "_pool", new GlobalAvgPool2d(), List.of("images")));
            nodes.add(new Node(name + "_flat", new Flatten(), List.of(name + "_pool")));
            nodes.add(new Node(name, new Dense(wanted.channels(), DRAWN, ZERO), List.of(name + "_flat")));
        }
        return name;
    }
}
