// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.layout.PyTorchLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What PyTorch calls the modules that a model's layers are there, so that {@code conv2d_1} may be {@code backbone.0.0}
 * and its kernel {@code backbone.0.0.weight}.
 *
 * @param modules the module's name by node, for each node that has parameters
 */
public record PyTorchNames(Map<String, String> modules) {
    /**
     * Copies the names.
     *
     * @throws UserInputException if a module is named twice
     */
    public PyTorchNames {
        modules = ImmutableMap.copyOf(modules);
        Map<String, String> nodes = new HashMap<>();
        modules.forEach((node, module) -> {
            String other = nodes.putIfAbsent(module, node);
            if (other != null) {
                throw new UserInputException("the module \"" + module + "\" is given to " + other + " and to " + node
                        + ", expected one for each");
            }
        });
    }

    /**
     * The names that need no telling: numbers for a chain, the nodes' own names otherwise.
     *
     * @param spec the model
     * @return {@link #sequential} without a prefix for a chain, {@link #nodes} for another model
     */
    public static PyTorchNames of(ModelSpec spec) {
        return isChain(spec) ? sequential(spec, "") : nodes(spec);
    }

    /**
     * The numbers that nn.Sequential gives to a chain's layers, if each of them is a module there; what prepares the
     * image (normalize, resize, scale) is none.
     *
     * @param spec a chain of layers
     * @param prefix what stands before the numbers, such as {@code backbone.}; may be empty
     * @return names such as backbone.0, backbone.2
     * @throws UserInputException if the model is no chain
     */
    public static PyTorchNames sequential(ModelSpec spec, String prefix) {
        if (!isChain(spec)) {
            throw noChain(spec, "has no place in nn.Sequential");
        }
        Set<String> learning = PyTorchLayout.of(spec).keySet();
        ImmutableMap.Builder<String, String> modules = ImmutableMap.builder();
        int number = 0;
        for (Node node : spec.nodes()) {
            if (!node.layer().preparesInput()) {
                if (learning.contains(node.name())) {
                    modules.put(node.name(), prefix + number);
                }
                number++;
            }
        }
        return new PyTorchNames(modules.buildOrThrow());
    }

    /**
     * The nodes' own names, for a PyTorch module whose attributes are called like them.
     *
     * @param spec the model
     * @return names such as conv2d_1
     */
    public static PyTorchNames nodes(ModelSpec spec) {
        ImmutableMap.Builder<String, String> modules = ImmutableMap.builder();
        PyTorchLayout.of(spec).keySet().forEach(node -> modules.put(node, node));
        return new PyTorchNames(modules.buildOrThrow());
    }

    /**
     * The names that a file of the same model has, found by the rules of {@link WeightsFile}.
     *
     * @param file a file of weights
     * @param spec the model
     * @return the file's names
     * @throws UserInputException if the file cannot be read, does not fit the model, or leaves it open which module is
     *     which
     */
    public static PyTorchNames like(Path file, ModelSpec spec) {
        try (WeightsFile open = WeightsFile.open(file)) {
            return open.names(spec);
        }
    }

    /**
     * Names in the order of the layers: the first for the first layer that learns, in the order of the nodes. The
     * shapes are compared when a file is read.
     *
     * @param spec the model
     * @param modules as many names as the model has layers that learn
     * @return the names by node
     * @throws UserInputException if there are more or fewer, or one is given twice
     */
    public static PyTorchNames inOrder(ModelSpec spec, List<String> modules) {
        List<String> nodes = List.copyOf(PyTorchLayout.of(spec).keySet());
        if (nodes.size() != modules.size()) {
            int known = Math.min(nodes.size(), modules.size());
            String first = nodes.size() > known
                    ? "the layer " + nodes.get(known) + " has none"
                    : "\"" + modules.get(known) + "\" has no layer";
            throw new UserInputException(modules.size() + " names of modules are given for the " + nodes.size()
                    + " layers that learn of \"" + spec.name() + "\", and " + first + "; give one for each");
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            named.put(nodes.get(i), modules.get(i));
        }
        return new PyTorchNames(named);
    }

    private static UserInputException noChain(ModelSpec spec, String problem) {
        return new UserInputException("the model \"" + spec.name() + "\" is no chain of layers, so that their order "
                + problem + "; name the modules like the nodes, such as "
                + PyTorchLayout.of(spec).keySet().stream().limit(2).toList());
    }

    static boolean isChain(ModelSpec spec) {
        Set<String> read = new HashSet<>();
        return spec.inputs().size() == 1
                && spec.nodes().stream()
                        .allMatch(node -> node.inputs().size() <= 1
                                && node.inputs().stream().allMatch(read::add));
    }
}
