// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.layout.FileTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Matches the modules of a file to layers by the numbers in their names and by shapes. In a chain, a layer gets the
 * module that fits its shapes among those that no other module must precede; for other models see
 * {@link BranchMatcher}. Ambiguous matches are rejected.
 */
final class ModuleMatcher {
    private final Path file;
    private final FileModules modules;
    private final boolean mayLeave;
    /** The modules that are not assigned yet, each with its tensors by suffix. */
    private final Map<ModuleName, Map<String, StoredTensor>> left = new LinkedHashMap<>();

    /** @param mayLeave whether modules may be left over */
    ModuleMatcher(Path file, FileModules modules, boolean mayLeave) {
        this.file = file;
        this.modules = modules;
        this.mayLeave = mayLeave;
    }

    /**
     * Assigns a module to each layer.
     *
     * @param layout the layers of the model in their order
     * @return the modules' names by node
     * @throws UserInputException if no module or several fit a layer, or a module is left over
     */
    Map<String, String> match(ModelSpec spec, Map<String, List<FileTensor>> layout) {
        return PyTorchNames.isChain(spec)
                ? chain(layout)
                : new BranchMatcher(file, modules, mayLeave).match(spec, layout);
    }

    private Map<String, String> chain(Map<String, List<FileTensor>> layout) {
        modules.byName().forEach((name, tensors) -> left.put(ModuleName.of(name), tensors));
        Map<String, String> names = new LinkedHashMap<>();
        layout.forEach((node, tensors) -> {
            List<ModuleFit> next = next(node, tensors);
            List<ModuleFit> fitting = next.stream().filter(ModuleFit::isWhole).toList();
            if (fitting.isEmpty()) {
                throw MatchErrors.mismatch(file, tensors.get(0), next);
            }
            if (fitting.size() > 1) {
                throw MatchErrors.ambiguous(
                        file, node, fitting.get(0).module(), fitting.get(1).module());
            }
            String module = fitting.get(0).module();
            left.remove(ModuleName.of(module));
            names.put(node, module);
        });
        if (!left.isEmpty() && !mayLeave) {
            throw MatchErrors.leftOver(file, left.values().iterator().next());
        }
        return names;
    }

    /** Compares a layer with the remaining modules that no other remaining module must precede. */
    private List<ModuleFit> next(String node, List<FileTensor> tensors) {
        List<ModuleName> next = new ArrayList<>();
        for (ModuleName module : left.keySet()) {
            if (next.stream().noneMatch(other -> other.isBefore(module))) {
                next.removeIf(module::isBefore);
                next.add(module);
            }
        }
        return next.stream()
                .map(module -> new ModuleFit(
                        file, modules.scheme(), module.text(), node, tensors, Objects.requireNonNull(left.get(module))))
                .toList();
    }
}
