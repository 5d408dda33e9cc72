// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Which module of a file belongs to which layer.
 *
 * @param modules the module's name by node
 * @param rule how they were found, for reports
 */
record FoundNames(Map<String, String> modules, String rule) {
    FoundNames {
        modules = ImmutableMap.copyOf(modules);
    }
}
