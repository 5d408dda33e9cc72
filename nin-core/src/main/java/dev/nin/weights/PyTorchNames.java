// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.layout.PyTorchLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of PyTorch modules for a model's layers: {@code conv2d_1} may be {@code backbone.0.0}, and its kernel
 * {@code backbone.0.0.weight}.
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
     * Returns the default names: numbers for a chain, the nodes' own names otherwise.
     *
     * @param spec the model
     * @return {@link #sequential} without a prefix for a chain, {@link #nodes} for another model
     */
    public static PyTorchNames of(ModelSpec spec) {
        return isChain(spec) ? sequential(spec, "") : nodes(spec);
    }

    /**
     * Returns the numbers that nn.Sequential gives to a chain's layers if each layer is a module. Layers that prepare
     * the image (normalize, resize, scale) are not counted.
     *
     * @param spec a chain of layers
     * @param prefix the text before the numbers, such as {@code backbone.}; may be empty
     * @return names such as backbone.0, backbone.2
     * @throws UserInputException if the model is not a chain
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
     * Returns the nodes' own names, for a PyTorch module whose attributes have the same names.
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
     * Assigns names in the order of the nodes: the first name to the first layer with parameters. Shapes are checked
     * when a file is read.
     *
     * @param spec the model
     * @param modules one name for each layer with parameters
     * @return the names by node
     * @throws UserInputException if there are more or fewer names, or one is given twice
     */
    public static PyTorchNames inOrder(ModelSpec spec, List<String> modules) {
        List<String> nodes = List.copyOf(PyTorchLayout.of(spec).keySet());
        if (nodes.size() != modules.size()) {
            int known = Math.min(nodes.size(), modules.size());
            String first = nodes.size() > known
                    ? "the layer " + nodes.get(known) + " has none"
                    : "\"" + modules.get(known) + "\" has no layer";
            throw new UserInputException(modules.size() + " module names are given for the " + nodes.size()
                    + " layers with parameters of \"" + spec.name() + "\", and " + first + "; give one for each");
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            named.put(nodes.get(i), modules.get(i));
        }
        return new PyTorchNames(named);
    }

    private static UserInputException noChain(ModelSpec spec, String problem) {
        return new UserInputException("the model \"" + spec.name() + "\" is not a chain of layers, so that their order "
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
