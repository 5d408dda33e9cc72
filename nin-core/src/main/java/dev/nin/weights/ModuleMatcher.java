// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import dev.nin.model.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds out which module of a file belongs to which layer of a chain: the one that fits the layer's shapes among those
 * that no other must come before. More than one is no answer.
 */
final class ModuleMatcher {
    /** A file may have very many modules, and each is compared with each. */
    private static final int MOST_LEFT_OVER = 100;

    private final Path file;
    private final Map<String, Map<String, StoredArray>> modules;
    /** The modules that no layer has yet, each with its tensors by suffix. */
    private final Map<ModuleName, Map<String, StoredArray>> left = new LinkedHashMap<>();

    ModuleMatcher(Path file, Map<String, Map<String, StoredArray>> modules) {
        this.file = file;
        this.modules = modules;
    }

    /**
     * Gives each layer its module.
     *
     * @param layout the layers of a chain in their order
     * @return the modules' names by node
     * @throws UserInputException if a layer has no module or several, or a module is left over
     */
    Map<String, String> match(Map<String, List<PyTorchTensor>> layout) {
        if (modules.size() > layout.size() + MOST_LEFT_OVER) {
            throw new UserInputException(file + " has the tensors of " + modules.size() + " modules, expected "
                    + layout.size() + "; use the model that the file was written with");
        }
        modules.forEach((name, tensors) -> left.put(ModuleName.of(name), tensors));
        ImmutableMap.Builder<String, String> names = ImmutableMap.builder();
        layout.forEach((node, tensors) -> {
            List<ModuleFit> next = next(node, tensors);
            List<ModuleFit> fitting = next.stream().filter(ModuleFit::isWhole).toList();
            if (fitting.isEmpty()) {
                throw mismatch(tensors.get(0), next);
            }
            if (fitting.size() > 1) {
                throw ambiguous(node, fitting);
            }
            String module = fitting.get(0).module();
            left.remove(ModuleName.of(module));
            names.put(node, module);
        });
        if (!left.isEmpty()) {
            throw leftOver();
        }
        return names.buildOrThrow();
    }

    /** The modules that no other of those left must come before, beside a layer. */
    private List<ModuleFit> next(String node, List<PyTorchTensor> tensors) {
        List<ModuleName> next = new ArrayList<>();
        for (ModuleName module : left.keySet()) {
            if (next.stream().noneMatch(other -> other.isBefore(module))) {
                next.removeIf(module::isBefore);
                next.add(module);
            }
        }
        return next.stream()
                .map(module ->
                        new ModuleFit(file, module.text(), node, tensors, Objects.requireNonNull(left.get(module))))
                .toList();
    }

    /** With several modules to choose from, the one that has the most of what the layer needs is told of. */
    private UserInputException mismatch(PyTorchTensor first, List<ModuleFit> next) {
        return next.stream()
                .max(Comparator.comparingLong(ModuleFit::matches))
                .map(ModuleFit::mismatch)
                .orElseGet(() -> new UserInputException(file + ": there is no tensor left for " + first.parameter()
                        + ", expected " + first.there() + "; use the model that the file was written with"));
    }

    private UserInputException ambiguous(String node, List<ModuleFit> fitting) {
        return new UserInputException(
                file + ": " + SafetensorsHeader.quoted(fitting.get(0).module()) + " and "
                        + SafetensorsHeader.quoted(fitting.get(1).module()) + " both fit " + node
                        + ", and their names do not say which comes first; number the modules or name them like the nodes");
    }

    private UserInputException leftOver() {
        // A kernel tells more than a bias.
        StoredArray array = left.values().iterator().next().values().stream()
                .max(Comparator.comparingInt(each -> each.dimensions().size()))
                .orElseThrow();
        return new UserInputException(
                file + ": " + SafetensorsHeader.quoted(array.name()) + " of shape " + array.dimensions()
                        + " is left over, no layer of the model takes it; use the model that the file was written with");
    }
}
