// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorFile;
import dev.nin.weights.layout.Scheme;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tensors of a file, grouped by the part of their names before the last separator (a PyTorch module, a Keras layer)
 * and named by the part after it. The counters of PyTorch's batch normalization are left out.
 *
 * @param scheme how the file names tensors
 * @param isOrdered whether the modules are in the order in which the network created them; else they are sorted by name
 * @param byName each module's tensors by suffix
 * @param aliases other names of modules
 */
record FileModules(
        Scheme scheme, boolean isOrdered, Map<String, Map<String, StoredTensor>> byName, Map<String, String> aliases) {
    /** The usual number of tensors of a module: a kernel and a bias. */
    private static final int TENSORS = 2;

    private static final String WEIGHT = "weight";
    /** The type of counters; no weights have it. */
    private static final String COUNTERS = "I64";
    /** DenseNet's layers in torchvision's files; torchvision also renames them on loading. */
    private static final Pattern DENSENET = Pattern.compile("(.*denselayer\\d+\\.(?:norm|conv))\\.([12])");

    FileModules {
        byName = Collections.unmodifiableMap(byName);
    }

    /** Returns the modules of an open file of another framework. */
    static FileModules of(TensorFile file) {
        if (file.layers().isEmpty()) {
            return of(file.tensors(), Scheme.PYTORCH, file.isOrdered());
        }
        Map<String, Map<String, StoredTensor>> modules = new LinkedHashMap<>();
        file.layers().forEach((layer, tensors) -> {
            Map<String, StoredTensor> numbered = new LinkedHashMap<>();
            tensors.forEach(tensor -> numbered.put(String.valueOf(numbered.size()), tensor));
            modules.put(layer, numbered);
        });
        return new FileModules(Scheme.KERAS, file.isOrdered(), modules, file.aliases());
    }

    /** Groups a file's tensors by their names. */
    static FileModules of(Map<String, StoredTensor> tensors, Scheme scheme, boolean isOrdered) {
        Map<String, Map<String, StoredTensor>> modules = new LinkedHashMap<>();
        for (StoredTensor tensor : tensors.values()) {
            if (!tensor.type().equals(COUNTERS)) {
                String name = tensor.name();
                int end = name.lastIndexOf(scheme.separator());
                String module = name.substring(0, Math.max(end, 0));
                modules.computeIfAbsent(
                                scheme == Scheme.PYTORCH ? renamed(module) : module,
                                each -> new LinkedHashMap<>(TENSORS))
                        .put(suffix(name, end + 1), tensor);
            }
        }
        return new FileModules(scheme, isOrdered, modules, Map.of());
    }

    /** Shares the most common suffix, since a file may have very many tensors. */
    private static String suffix(String name, int start) {
        return name.length() - start == WEIGHT.length() && name.endsWith(WEIGHT) ? WEIGHT : name.substring(start);
    }

    private static String renamed(String module) {
        if (!module.contains("denselayer")) {
            return module;
        }
        Matcher densenet = DENSENET.matcher(module);
        return densenet.matches() ? densenet.group(1) + densenet.group(2) : module;
    }

    /** Returns a module's tensors by suffix; none if there is no such module. */
    Map<String, StoredTensor> tensors(String module) {
        return byName.getOrDefault(resolved(module), Map.of());
    }

    boolean has(String module) {
        return byName.containsKey(resolved(module));
    }

    /** Returns the module's name in the file. */
    String resolved(String module) {
        return aliases.getOrDefault(module, module);
    }

    /** Returns all names of modules, aliases first. */
    List<String> names() {
        return Stream.concat(aliases.keySet().stream(), byName.keySet().stream())
                .toList();
    }
}
