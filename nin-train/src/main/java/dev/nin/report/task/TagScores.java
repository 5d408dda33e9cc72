// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.page.Numbers;
import java.util.List;

/**
 * The metrics of one tag.
 *
 * @param name the tag
 * @param ranking the ranking by its probabilities
 * @param hits number of images that have it and for which it is predicted
 * @param predicted number of images for which it is predicted
 * @param images number of images that have it
 */
record TagScores(String name, Ranking ranking, int hits, int predicted, int images) {
    /** The probability from which a tag counts as predicted. */
    static final float THRESHOLD = 0.5f;

    static TagScores of(String name, float[] probabilities, boolean[] hasTag) {
        int hits = 0;
        int predicted = 0;
        int images = 0;
        for (int i = 0; i < hasTag.length; i++) {
            boolean isPredicted = probabilities[i] >= THRESHOLD;
            hits += isPredicted && hasTag[i] ? 1 : 0;
            predicted += isPredicted ? 1 : 0;
            images += hasTag[i] ? 1 : 0;
        }
        return new TagScores(name, Ranking.of(probabilities, hasTag), hits, predicted, images);
    }

    /** Returns the precision; NaN if it is predicted for no image. */
    double precision() {
        return (double) hits / predicted;
    }

    /** Returns the recall; NaN if no image has it. */
    double recall() {
        return (double) hits / images;
    }

    /** Returns the harmonic mean of both; NaN if no image has it and it is predicted for none. */
    double f1() {
        return 2.0 * hits / (predicted + images);
    }

    List<String> row() {
        return List.of(
                name,
                Numbers.fixedOrDash(ranking.averagePrecision()),
                Numbers.fixedOrDash(ranking.area()),
                Numbers.fixedOrDash(precision()),
                Numbers.fixedOrDash(recall()),
                Numbers.fixedOrDash(f1()),
                Integer.toString(images));
    }
}
