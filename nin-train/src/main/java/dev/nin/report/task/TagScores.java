// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.page.Numbers;
import java.util.List;

/**
 * How well one tag is recognized.
 *
 * @param name the tag
 * @param ranking by its probabilities
 * @param hits images that have it and that it is predicted for
 * @param predicted images that it is predicted for
 * @param images images that have it
 */
record TagScores(String name, Ranking ranking, int hits, int predicted, int images) {
    /** A tag is predicted from this probability on. */
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

    /** NaN if it is predicted for no image. */
    double precision() {
        return (double) hits / predicted;
    }

    /** NaN if no image has it. */
    double recall() {
        return (double) hits / images;
    }

    /** The harmonic mean of both, NaN if no image has it and it is predicted for none. */
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
