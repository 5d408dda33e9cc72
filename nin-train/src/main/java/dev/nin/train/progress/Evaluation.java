// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.metric.Score;
import java.util.List;
import java.util.Optional;

/**
 * How well a model does on a set of images.
 *
 * @param loss the mean loss
 * @param scores what the tasks' metrics say, of which the first counts
 */
public record Evaluation(double loss, List<Score> scores) {
    /** Copies the scores. */
    public Evaluation {
        scores = List.copyOf(scores);
    }

    /**
     * The score that chooses the best epoch.
     *
     * @return the first; empty without any, so that the loss chooses
     */
    public Optional<Score> first() {
        return scores.stream().findFirst();
    }

    /**
     * The value of a metric.
     *
     * @param name the metric's, such as accuracy
     * @return its value
     * @throws IllegalArgumentException if there is no such metric
     */
    public double value(String name) {
        return scores.stream()
                .filter(score -> score.name().equals(name))
                .mapToDouble(Score::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no metric \"" + name + "\" among " + scores));
    }

    /**
     * Whether this is better than another: by the first score or, where that is the same, by a smaller loss.
     *
     * @param other of the same metrics
     * @return false if they are equal
     */
    public boolean isBetterThan(Evaluation other) {
        if (scores.isEmpty()) {
            return loss < other.loss || (Double.isNaN(other.loss) && !Double.isNaN(loss));
        }
        Score own = scores.get(0);
        Score its = other.scores.get(0);
        return own.isBetterThan(its) || (!its.isBetterThan(own) && loss < other.loss);
    }
}
