// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * The modules of a file that were found for a model's layers.
 *
 * @param modules the module's name by node
 * @param rule the rule that found them, for reports
 */
record FoundNames(Map<String, String> modules, String rule) {
    FoundNames {
        modules = ImmutableMap.copyOf(modules);
    }
}
