// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorReader;
import dev.nin.weights.layout.FileTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Loads the tensors of a file's modules into a model's layers. All names and shapes are checked before the first value
 * is read.
 *
 * @param reader the file
 * @param modules its modules
 * @param layout the tensors that the model needs, by node
 * @param names the module of each node that has one
 * @param demand the requirements on the file
 */
record Matching(
        TensorReader reader,
        FileModules modules,
        Map<String, List<FileTensor>> layout,
        FoundNames names,
        Demand demand) {
    private static final int KERNEL_RANK = 4;

    /** A layer with the module that it takes its tensors from. */
    private record Fitted(List<FileTensor> wanted, Map<String, StoredTensor> found) {}

    MatchedWeights weights() throws IOException {
        Map<String, Fitted> fitted = fitted();
        List<MatchedWeights.Drawn> drawn = new ArrayList<>();
        layout.forEach((node, tensors) -> {
            if (!fitted.containsKey(node)) {
                tensors.forEach(tensor -> drawn.add(new MatchedWeights.Drawn(tensor.parameter(), tensor.here())));
            }
        });
        List<MatchedWeights.Unused> unused = unused(fitted.keySet());
        Weights.Builder weights = Weights.builder();
        List<MatchedWeights.Loaded> loaded = new ArrayList<>();
        for (Fitted each : fitted.values()) {
            for (FileTensor tensor : each.wanted()) {
                StoredTensor stored = each.found().get(tensor.suffix());
                if (stored != null) {
                    weights.put(tensor.parameter(), tensor.here(), tensor.fromFile(reader.finiteValues(stored)));
                    loaded.add(new MatchedWeights.Loaded(
                            tensor.parameter(), tensor.here(), stored.name(), stored.dimensions()));
                }
            }
        }
        return new MatchedWeights(weights.build(), names.rule(), loaded, drawn, unused);
    }

    private Map<String, Fitted> fitted() {
        Map<String, Fitted> fitted = new LinkedHashMap<>();
        layout.forEach((node, tensors) -> {
            String module = names.modules().get(node);
            if (demand.newNodes().contains(node)) {
                return;
            }
            if (module == null) {
                if (!demand.mayLack()) {
                    throw new UserInputException("the layer " + node + " has no module's name, expected one; the names"
                            + " are for " + names.modules().keySet());
                }
                return;
            }
            Map<String, StoredTensor> found = modules.tensors(module);
            ModuleFit fit = new ModuleFit(reader.file(), modules.scheme(), module, node, tensors, found);
            if (fit.isWhole()) {
                fitted.put(node, new Fitted(tensors, found));
            } else if (!found.isEmpty() || !demand.mayLack()) {
                throw fit.mismatch();
            }
        });
        if (fitted.isEmpty() && !layout.isEmpty()) {
            throw new UserInputException(reader.file() + " has none of the model's layers, such as "
                    + layout.keySet().stream().limit(2).toList() + ", but "
                    + modules.byName().keySet().stream()
                            .limit(2)
                            .map(Quotes::quoted)
                            .toList()
                    + "; pass PyTorchNames that map layers to modules");
        }
        return fitted;
    }

    private List<MatchedWeights.Unused> unused(Set<String> fitted) {
        Set<String> used = new HashSet<>();
        fitted.forEach(node ->
                used.add(modules.resolved(Objects.requireNonNull(names.modules().get(node)))));
        List<MatchedWeights.Unused> unused = new ArrayList<>();
        modules.byName().forEach((module, tensors) -> {
            if (!used.contains(module)) {
                tensors.values().forEach(tensor -> unused.add(unused(tensor)));
            }
        });
        return unused;
    }

    private MatchedWeights.Unused unused(StoredTensor tensor) {
        if (demand.leftOver() == Demand.LeftOver.NOTHING
                || (demand.leftOver() == Demand.LeftOver.HEAD && isLargeKernel(tensor))) {
            throw MatchErrors.leftOver(reader.file(), tensor);
        }
        return new MatchedWeights.Unused(tensor.name(), tensor.dimensions());
    }

    private static boolean isLargeKernel(StoredTensor tensor) {
        List<Integer> shape = tensor.dimensions();
        return shape.size() == KERNEL_RANK && !shape.subList(2, KERNEL_RANK).equals(List.of(1, 1));
    }
}
