// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.UserInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
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
     * The names that a file of the same model has. Nodes' own names are taken at their word; other names are given to
     * the layers of a chain in the order of their numbers, where the shapes leave one way only.
     *
     * @param file a safetensors file from PyTorch
     * @param spec the model
     * @return the file's names
     * @throws UserInputException if the file cannot be read, does not fit the model, or leaves it open which module is
     *     which
     */
    public static PyTorchNames like(Path file, ModelSpec spec) {
        return PyTorchWeights.reading(file, open -> like(file, open.modules(), spec));
    }

    static PyTorchNames like(Path file, Map<String, Map<String, StoredArray>> modules, ModelSpec spec) {
        Map<String, List<PyTorchTensor>> layout = PyTorchLayout.of(spec);
        if (modules.keySet().equals(layout.keySet())) {
            return nodes(spec);
        }
        if (!isChain(spec)) {
            throw noChain(spec, "does not tell which module is which in " + file);
        }
        return new PyTorchNames(new ModuleMatcher(file, modules).match(layout));
    }

    private static UserInputException noChain(ModelSpec spec, String problem) {
        return new UserInputException("the model \"" + spec.name() + "\" is no chain of layers, so that their order "
                + problem + "; name the modules like the nodes, such as "
                + PyTorchLayout.of(spec).keySet().stream().limit(2).toList());
    }

    private static boolean isChain(ModelSpec spec) {
        Set<String> read = new HashSet<>();
        return spec.inputs().size() == 1
                && spec.nodes().stream()
                        .allMatch(node -> node.inputs().size() <= 1
                                && node.inputs().stream().allMatch(read::add));
    }
}
