// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of classes, tags or values with their numbers. */
final class RowNames {
    private final List<String> all;
    private final Map<String, Integer> numbers = new HashMap<>();

    RowNames(List<String> all) {
        this.all = List.copyOf(all);
        all.forEach(name -> numbers.put(name, numbers.size()));
    }

    List<String> all() {
        return all;
    }

    /** Returns the number of a name; -1 if there is no such name. */
    int number(String name) {
        return numbers.getOrDefault(name, -1);
    }
}
