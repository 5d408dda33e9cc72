// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * The tags that an image may have.
 *
 * @param probabilities each tag's probability, in the model's order
 */
public record Tags(Map<String, Float> probabilities) {
    /** Copies the probabilities. */
    public Tags {
        probabilities = ImmutableMap.copyOf(probabilities);
    }

    /**
     * The tags that are likely enough.
     *
     * @param threshold the least probability, such as 0.5
     * @return their names in the model's order
     */
    public List<String> above(double threshold) {
        return probabilities.entrySet().stream()
                .filter(tag -> tag.getValue() >= threshold)
                .map(Map.Entry::getKey)
                .toList();
    }
}
