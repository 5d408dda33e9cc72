// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.metric.Score;
import java.util.List;
import java.util.Optional;

/**
 * The loss and metrics of a model on a set of images.
 *
 * @param loss the mean loss
 * @param scores the values of the tasks' metrics, the first of which chooses the best epoch
 */
public record Evaluation(double loss, List<Score> scores) {
    /** Copies the scores. */
    public Evaluation {
        scores = List.copyOf(scores);
    }

    /**
     * Returns the score that chooses the best epoch.
     *
     * @return the first score; empty if there are none, so the loss chooses
     */
    public Optional<Score> first() {
        return scores.stream().findFirst();
    }

    /**
     * Returns the value of a metric.
     *
     * @param name the metric's name, such as accuracy
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
     * Returns whether this evaluation is better than another: by the first score or, if that is equal, by a smaller
     * loss.
     *
     * @param other an evaluation with the same metrics
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
