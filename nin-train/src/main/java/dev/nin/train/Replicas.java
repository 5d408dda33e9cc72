// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.replica.BatchSlice;
import dev.nin.train.replica.Replica;
import dev.nin.train.step.StepResult;
import dev.nin.train.step.TrainingGraph;
import java.util.Optional;

/**
 * The operations that the replicas of a training perform together besides its steps. All replicas must make the same
 * calls at the same time.
 */
final class Replicas {
    private final Replica replica;
    private final TrainingGraph graph;
    private final boolean mirrored;

    Replicas(Replica replica, TrainingGraph graph, TrainingConfig config) {
        this.replica = replica;
        this.graph = graph;
        mirrored = config.augmentation().mixUp() > 0;
    }

    /** Returns this replica's slice of a batch. */
    BatchSlice slice(int size) {
        return BatchSlice.of(size, replica, mirrored);
    }

    /** Evaluates images, divided among the replicas; empty if it was broken off. */
    Optional<Evaluation> evaluate(Evaluator evaluator, Dataset images, EvaluationPause pause) {
        double[] sums = evaluator.sums(images, replica, pause::look);
        return pause.isDue() ? Optional.empty() : Optional.of(evaluator.mean(graph.sum(sums), images.size()));
    }

    /**
     * Returns whether all replicas pause after a step that they took together.
     *
     * @param own whether this process wants to pause now
     */
    boolean pauses(StepResult result, boolean own) {
        return replica.count() == 1 ? own : result.pauses();
    }

    /** Returns whether the value is true in at least one replica. */
    boolean any(boolean own) {
        return graph.sum(own ? 1 : 0)[0] > 0;
    }

    /** Returns whether the value is true in all replicas. */
    boolean all(boolean own) {
        return !any(!own);
    }
}
