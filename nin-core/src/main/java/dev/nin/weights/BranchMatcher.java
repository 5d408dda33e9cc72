// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.layout.FileTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Matches the modules of a file to the layers of a model with branches. Each layer starts with all modules of its
 * shapes; a module is removed if another layer must have it, or if its number would put the layer before one that it
 * reads. One module must remain for each layer.
 */
final class BranchMatcher {
    private final Path file;
    private final FileModules modules;
    private final boolean mayLeave;
    private final List<String> names;
    /** For each module, those that certainly come after it. */
    private final List<BitSet> after;

    BranchMatcher(Path file, FileModules modules, boolean mayLeave) {
        this.file = file;
        this.modules = modules;
        this.mayLeave = mayLeave;
        this.names = List.copyOf(modules.byName().keySet());
        List<ModuleName> parsed = names.stream().map(ModuleName::of).toList();
        this.after = parsed.stream()
                .map(first -> bits(i -> first.isBefore(parsed.get(i)), parsed.size()))
                .toList();
    }

    /**
     * Assigns a module to each layer.
     *
     * @param layout the layers of the model in their order
     * @return the modules' names by node
     * @throws UserInputException if no module or several fit a layer, or a module is left over
     */
    Map<String, String> match(ModelSpec spec, Map<String, List<FileTensor>> layout) {
        List<String> nodes = List.copyOf(layout.keySet());
        List<BitSet> candidates = new ArrayList<>();
        layout.forEach((node, tensors) ->
                candidates.add(bits(i -> fit(i, node, tensors).isWhole(), names.size())));
        List<BitSet> above = above(spec, nodes);
        boolean changed = true;
        while (changed) {
            checkEach(layout, candidates);
            changed = single(candidates);
            changed |= !mayLeave && needed(candidates);
            for (int node = 0; node < nodes.size(); node++) {
                BitSet mine = candidates.get(node);
                changed |= above.get(node).stream()
                                .filter(first -> ordered(candidates.get(first), mine))
                                .count()
                        > 0;
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            BitSet left = candidates.get(i);
            int module = left.nextSetBit(0);
            if (left.cardinality() > 1) {
                throw MatchErrors.ambiguous(
                        file, nodes.get(i), names.get(module), names.get(left.nextSetBit(module + 1)));
            }
            found.put(nodes.get(i), names.get(module));
        }
        return found;
    }

    private void checkEach(Map<String, List<FileTensor>> layout, List<BitSet> candidates) {
        int number = 0;
        for (Map.Entry<String, List<FileTensor>> layer : layout.entrySet()) {
            if (candidates.get(number++).isEmpty()) {
                List<ModuleFit> all = IntStream.range(0, names.size())
                        .mapToObj(i -> fit(i, layer.getKey(), layer.getValue()))
                        .filter(fit -> !fit.isWhole())
                        .toList();
                throw MatchErrors.mismatch(file, layer.getValue().get(0), all);
            }
        }
    }

    /** Removes a layer's only module from all other layers. */
    private static boolean single(List<BitSet> candidates) {
        boolean changed = false;
        for (int one = 0; one < candidates.size(); one++) {
            if (candidates.get(one).cardinality() == 1) {
                int module = candidates.get(one).nextSetBit(0);
                for (int other = 0; other < candidates.size(); other++) {
                    if (other != one && candidates.get(other).get(module)) {
                        candidates.get(other).clear(module);
                        changed = true;
                    }
                }
            }
        }
        return changed;
    }

    /** Assigns a module that fits only one layer to that layer. */
    private boolean needed(List<BitSet> candidates) {
        boolean changed = false;
        for (int i = 0; i < names.size(); i++) {
            int module = i;
            List<BitSet> takers =
                    candidates.stream().filter(each -> each.get(module)).toList();
            if (takers.isEmpty()) {
                throw MatchErrors.leftOver(file, tensors(module));
            }
            if (takers.size() == 1 && takers.get(0).cardinality() > 1) {
                takers.get(0).clear();
                takers.get(0).set(module);
                changed = true;
            }
        }
        return changed;
    }

    /** Removes modules that would put the second layer, which depends on the first, before it. */
    private boolean ordered(BitSet first, BitSet second) {
        List<Integer> late = first.stream()
                .filter(module -> second.stream().noneMatch(other -> mayFollow(module, other)))
                .boxed()
                .toList();
        List<Integer> early = second.stream()
                .filter(module -> first.stream().noneMatch(other -> mayFollow(other, module)))
                .boxed()
                .toList();
        late.forEach(first::clear);
        early.forEach(second::clear);
        return !late.isEmpty() || !early.isEmpty();
    }

    private boolean mayFollow(int first, int second) {
        return first != second && !after.get(second).get(first);
    }

    /** Returns for each layer with parameters those that it depends on. */
    private static List<BitSet> above(ModelSpec spec, List<String> nodes) {
        Map<String, BitSet> above = new HashMap<>();
        for (Node node : spec.nodes()) {
            BitSet mine = new BitSet();
            for (String input : node.inputs()) {
                mine.or(Objects.requireNonNull(above.get(input)));
                int number = nodes.indexOf(input);
                if (number >= 0) {
                    mine.set(number);
                }
            }
            above.put(node.name(), mine);
        }
        return nodes.stream()
                .map(node -> Objects.requireNonNull(above.get(node)))
                .toList();
    }

    private ModuleFit fit(int module, String node, List<FileTensor> tensors) {
        return new ModuleFit(file, modules.scheme(), names.get(module), node, tensors, tensors(module));
    }

    private Map<String, StoredTensor> tensors(int module) {
        return modules.tensors(names.get(module));
    }

    private static BitSet bits(IntPredicate test, int count) {
        BitSet bits = new BitSet(count);
        IntStream.range(0, count).filter(test).forEach(bits::set);
        return bits;
    }
}
