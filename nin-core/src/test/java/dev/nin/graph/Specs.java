// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Conv2d;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.ArrayList;
import java.util.List;

/** Models for tests, built without the DSL. */
public final class Specs {
    private Specs() {}

    /** Returns a model of the layers in sequence, named by kind and position. */
    public static ModelSpec chain(String name, Layer... layers) {
        List<Node> nodes = new ArrayList<>();
        for (Layer layer : layers) {
            List<String> inputs = nodes.isEmpty()
                    ? List.of()
                    : List.of(nodes.get(nodes.size() - 1).name());
            nodes.add(new Node(nodes.isEmpty() ? "images" : layer.stem() + "_" + nodes.size(), layer, inputs));
        }
        return new ModelSpec(name, nodes, List.of(nodes.get(nodes.size() - 1).name()));
    }

    /** Returns the seed's Network-in-Network for grayscale images of 67×67 and ten classes. */
    public static ModelSpec nin() {
        List<Layer> layers = new ArrayList<>(List.of(images(67)));
        block(layers, conv(96, 11, 4, 0));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        block(layers, conv(256, 5, 1, 2));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        block(layers, conv(384, 3, 1, 1));
        layers.add(new MaxPool2d(Size.square(3), Size.square(2)));
        layers.add(new Dropout(0.5f));
        block(layers, conv(10, 3, 1, 1));
        layers.addAll(List.of(new GlobalAvgPool2d(), new Flatten()));
        return chain("nin", layers.toArray(Layer[]::new));
    }

    /** Returns a model for images of 6×6 with a convolution, dropout and a head of three classes. */
    public static ModelSpec small() {
        return chain(
                "small",
                images(6),
                conv(3, 3, 1, 0),
                new Activation(Activation.Function.RELU),
                new Dropout(0.5f),
                new GlobalAvgPool2d(),
                new Flatten());
    }

    public static Input images(int side) {
        return new Input(side, side, 1, Input.Pixels.UINT8);
    }

    public static Conv2d conv(int filters, int kernel, int stride, int padding) {
        return new Conv2d(
                filters,
                Size.square(kernel),
                Size.square(stride),
                Padding.of(padding),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
    }

    private static void block(List<Layer> layers, Conv2d first) {
        Activation relu = new Activation(Activation.Function.RELU);
        Conv2d pointwise = conv(first.filters(), 1, 1, 0);
        layers.addAll(List.of(first, relu, pointwise, relu, pointwise, relu));
    }
}
