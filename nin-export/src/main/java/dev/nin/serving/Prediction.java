// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.util.List;
import java.util.Locale;

/**
 * A classifier's prediction for one image.
 *
 * @param label the predicted class
 * @param probability that class's probability
 * @param probabilities every class's probability, in the model's order
 * @param version the version that predicted it: the name of its folder, such as 3
 */
public record Prediction(String label, float probability, List<Float> probabilities, String version) {
    /** Copies the probabilities. */
    public Prediction {
        probabilities = List.copyOf(probabilities);
    }

    /** Returns the class and its probability, such as {@code Ankle boot 0.9731}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.4f", label, probability);
    }
}
