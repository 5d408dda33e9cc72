// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * The predicted tags of one image.
 *
 * @param probabilities each tag's probability, in the model's order
 * @param version the version that predicted them: the name of its folder, such as 3
 */
public record Tags(Map<String, Float> probabilities, String version) {
    /** Copies the probabilities. */
    public Tags {
        probabilities = ImmutableMap.copyOf(probabilities);
    }

    /**
     * Returns the tags whose probability reaches a threshold.
     *
     * @param threshold the minimum probability, such as 0.5
     * @return the tags' names in the model's order
     */
    public List<String> above(double threshold) {
        return probabilities.entrySet().stream()
                .filter(tag -> tag.getValue() >= threshold)
                .map(Map.Entry::getKey)
                .toList();
    }
}
