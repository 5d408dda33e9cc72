// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.io.Resources;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Flatten;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import dev.nin.weights.Safetensors;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Arrays that src/test/python/pytorch_reference.py wrote, turned from PyTorch's layouts to this library's.
 *
 * @param arrays as PyTorch has them, a layer's called after the node and PyTorch's parameter
 */
record PyTorchFile(Weights arrays) {
    private static final Map<String, String> PARAMETERS = Map.of(
            "kernel", "weight",
            "bias", "bias",
            "gamma", "weight",
            "slope", "weight",
            "beta", "bias",
            "moving_mean", "running_mean",
            "moving_variance", "running_var");

    static PyTorchFile read(String name) {
        try {
            return new PyTorchFile(Safetensors.read(path(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path path(String name) {
        return Path.of(URI.create(
                Resources.getResource("pytorch/" + name + ".safetensors").toString()));
    }

    /** What PyTorch calls one of the library's parameters. */
    static String name(String parameter) {
        int slash = parameter.indexOf('/');
        return parameter.substring(0, slash) + "." + PARAMETERS.get(parameter.substring(slash + 1));
    }

    Set<String> names() {
        return arrays.names();
    }

    /** An array that has the same layout on both sides. */
    float[] values(String name) {
        return Layouts.values(arrays, name);
    }

    /** Vectors as they are, maps with the channels last. */
    float[] maps(String name) {
        List<Integer> dimensions = arrays.dimensions(name);
        return dimensions.size() == 4 ? Layouts.permuted(values(name), dimensions, 0, 2, 3, 1) : values(name);
    }

    /** The model's parameters. */
    Weights parameters(ModelSpec spec) {
        return parameters(spec, "", parameter -> true);
    }

    /**
     * An array for each of the model's parameters that is wanted.
     *
     * @param prefix what stands before the names in the file
     */
    Weights parameters(ModelSpec spec, String prefix, Predicate<Parameter> wanted) {
        Weights.Builder weights = Weights.builder();
        Map<String, Shape> shapes = spec.shapes();
        for (Node node : spec.nodes()) {
            List<Shape> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(shapes.get(input)))
                    .toList();
            node.parameters(inputs).stream().filter(wanted).forEach(parameter -> {
                String name = node.name() + "/" + parameter.name();
                float[] values = values(prefix + name(name));
                boolean kernel = parameter.name().equals("kernel");
                weights.put(
                        name,
                        parameter.dimensions(),
                        kernel ? kernel(spec, node, parameter.dimensions(), values) : values);
            });
        }
        return weights.build();
    }

    private static float[] kernel(ModelSpec spec, Node node, List<Integer> here, float[] values) {
        if (node.layer() instanceof DepthwiseConv2d) {
            List<Integer> there = List.of(here.get(2), here.get(3), here.get(0), here.get(1));
            return Layouts.permuted(values, there, 2, 3, 0, 1);
        }
        List<Integer> four = node.layer() instanceof Dense ? mapsToVectors(spec, node, here) : here;
        List<Integer> there = List.of(four.get(3), four.get(2), four.get(0), four.get(1));
        return Layouts.permuted(values, there, 2, 3, 1, 0);
    }

    /** Flattened maps have another order of values in PyTorch, which a dense kernel after them shows. */
    private static List<Integer> mapsToVectors(ModelSpec spec, Node dense, List<Integer> here) {
        Node before = spec.nodes().stream()
                .filter(node -> node.name().equals(dense.inputs().get(0)))
                .findFirst()
                .orElseThrow();
        if (!(before.layer() instanceof Flatten)) {
            return List.of(1, 1, here.get(0), here.get(1));
        }
        Shape map = spec.shape(before.inputs().get(0));
        return List.of(map.height(), map.width(), map.channels(), here.get(1));
    }
}
