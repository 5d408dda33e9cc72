// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.layout.FileTensor;
import dev.nin.weights.layout.Scheme;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the module of each layer if no names are given: first by node names, possibly after a prefix; then by the order
 * of the file, if it has one; then by numbers and shapes.
 *
 * @param file the file's name
 * @param modules its modules
 * @param spec the model
 * @param demand the requirements on the file
 */
record NameRules(Path file, FileModules modules, ModelSpec spec, Demand demand) {
    /** The maximum number of prefixes to try: text before the first layers' names. */
    private static final int PREFIXES = 8;
    /** The maximum number of unused modules; a file may have very many, and each is compared with every other. */
    private static final int MOST_LEFT_OVER = 100;

    FoundNames find() {
        Map<String, List<FileTensor>> layout =
                new LinkedHashMap<>(modules.scheme().layout(spec));
        layout.keySet().removeAll(demand.newNodes());
        int count = modules.byName().size();
        if (demand.leftOver() == Demand.LeftOver.NOTHING && count > layout.size() + MOST_LEFT_OVER) {
            throw tooMany(layout);
        }
        return byNames(layout).orElseGet(() -> byOrder(layout));
    }

    private UserInputException tooMany(Map<String, List<FileTensor>> layout) {
        return new UserInputException(
                file + " has the tensors of " + modules.byName().size() + " modules, expected " + layout.size()
                        + "; use the model that the file was written with");
    }

    /** Matches by node names, if most of them are found. */
    private Optional<FoundNames> byNames(Map<String, List<FileTensor>> layout) {
        Map<String, String> best = Map.of();
        String rule = "";
        for (String prefix : prefixes(layout)) {
            Map<String, String> found = new LinkedHashMap<>();
            layout.keySet().forEach(node -> {
                if (modules.has(prefix + node) || !demand.mayLack()) {
                    found.put(node, prefix + node);
                }
            });
            if (present(found) > present(best)) {
                best = found;
                rule = "by the names of the nodes" + (prefix.isEmpty() ? "" : " after \"" + prefix + "\"");
            }
        }
        return 2 * present(best) > layout.size() ? Optional.of(new FoundNames(best, rule)) : Optional.empty();
    }

    private long present(Map<String, String> names) {
        return names.values().stream().filter(modules::has).count();
    }

    private Set<String> prefixes(Map<String, List<FileTensor>> layout) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String node : layout.keySet().stream().limit(2).toList()) {
            String inner = modules.scheme().separator() + node;
            for (String module : modules.names()) {
                if (prefixes.size() < PREFIXES && (module.equals(node) || module.endsWith(inner))) {
                    prefixes.add(module.substring(0, module.length() - node.length()));
                }
            }
        }
        return prefixes;
    }

    private FoundNames byOrder(Map<String, List<FileTensor>> layout) {
        if (modules.scheme() == Scheme.KERAS && !modules.isOrdered()) {
            return new FoundNames(KerasKinds.match(file, modules, spec, layout), "by the order of each kind of layer");
        }
        @Nullable UserInputException problem = null;
        if (modules.isOrdered()) {
            Map<String, String> names = new LinkedHashMap<>();
            problem = sequence(layout, names);
            if (problem == null) {
                return new FoundNames(names, "by the order of the file");
            }
        }
        if (modules.byName().size() > layout.size() + MOST_LEFT_OVER) {
            throw tooMany(layout);
        }
        try {
            ModuleMatcher matcher = new ModuleMatcher(file, modules, demand.leftOver() != Demand.LeftOver.NOTHING);
            return new FoundNames(matcher.match(spec, layout), "by numbers and shapes");
        } catch (UserInputException e) {
            throw problem == null ? e : problem;
        }
    }

    /** Assigns the k-th module to the k-th layer if all shapes fit; returns the problem if they do not. */
    private @Nullable UserInputException sequence(Map<String, List<FileTensor>> layout, Map<String, String> names) {
        Iterator<Map.Entry<String, Map<String, StoredTensor>>> next =
                modules.byName().entrySet().iterator();
        for (Map.Entry<String, List<FileTensor>> layer : layout.entrySet()) {
            if (!next.hasNext()) {
                return demand.mayLack()
                        ? null
                        : MatchErrors.nothingLeft(file, layer.getValue().get(0));
            }
            Map.Entry<String, Map<String, StoredTensor>> module = next.next();
            ModuleFit fit = new ModuleFit(
                    file, modules.scheme(), module.getKey(), layer.getKey(), layer.getValue(), module.getValue());
            if (!fit.isWhole()) {
                return fit.mismatch();
            }
            names.put(layer.getKey(), module.getKey());
        }
        boolean isWhole = !next.hasNext() || demand.leftOver() != Demand.LeftOver.NOTHING;
        return isWhole ? null : MatchErrors.leftOver(file, next.next().getValue());
    }
}
