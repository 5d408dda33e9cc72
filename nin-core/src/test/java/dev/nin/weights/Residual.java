// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.io.Resources;
import dev.nin.graph.Specs;
import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.BatchNorm;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.layout.FileTensor;
import dev.nin.weights.layout.Scheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The network of torch_reference.py and keras_reference.py: two branches from one batch normalization. */
final class Residual {
    private static final Initializer ANY = new Initializer.HeNormal();

    private Residual() {}

    /** The network with nodes named like the modules. */
    static ModelSpec spec(int classes) {
        return spec("conv1", "bn1", "conv2", "shortcut", "fc", classes);
    }

    static ModelSpec spec(String conv1, String bn1, String conv2, String shortcut, String fc, int classes) {
        return new ModelSpec(
                "residual",
                List.of(
                        new Node("images", new Input(6, 6, 3, Input.Pixels.FLOAT32), List.of()),
                        new Node(conv1, Specs.conv(4, 3, 1, 1).withoutBias(), List.of("images")),
                        new Node(bn1, new BatchNorm(0.9f, 1e-5f), List.of(conv1)),
                        new Node("relu", new Activation(Activation.Function.RELU), List.of(bn1)),
                        new Node(conv2, Specs.conv(6, 3, 1, 1).withoutBias(), List.of("relu")),
                        new Node(shortcut, Specs.conv(6, 1, 1, 0), List.of("relu")),
                        new Node("sum", new Add(), List.of(conv2, shortcut)),
                        new Node("pool", new GlobalAvgPool2d(), List.of("sum")),
                        new Node("flat", new Flatten(), List.of("pool")),
                        new Node(fc, new Dense(classes, ANY, ANY), List.of("flat"))),
                List.of(fc));
    }

    /** The values in the script's files: the n-th tensor has n + i / 8192 at index i. */
    static Weights numbered(ModelSpec spec) {
        Weights.Builder weights = Weights.builder();
        int number = 0;
        for (Map.Entry<String, List<FileTensor>> layer :
                Scheme.PYTORCH.layout(spec).entrySet()) {
            for (FileTensor tensor : layer.getValue()) {
                number++;
                float[] there = new float[tensor.there().stream().reduce(1, Math::multiplyExact)];
                for (int i = 0; i < there.length; i++) {
                    there[i] = number + i / 8192f;
                }
                weights.put(tensor.parameter(), tensor.here(), tensor.fromFile(there));
            }
        }
        return weights.build();
    }

    static Path file(String name) {
        return Path.of(URI.create(Resources.getResource(name).toString()));
    }
}
