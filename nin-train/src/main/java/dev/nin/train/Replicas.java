// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.replica.BatchSlice;
import dev.nin.train.replica.Replica;
import dev.nin.train.step.TrainingGraph;

/** What the replicas of a training do together beside its steps. All of them ask the same at the same time. */
final class Replicas {
    private final Replica replica;
    private final TrainingGraph graph;
    private final boolean mirrored;

    Replicas(Replica replica, TrainingGraph graph, TrainingConfig config) {
        this.replica = replica;
        this.graph = graph;
        mirrored = config.augmentation().mixUp() > 0;
    }

    /** This replica's slice of a batch. */
    BatchSlice slice(int size) {
        return BatchSlice.of(size, replica, mirrored);
    }

    /** Evaluates images, each replica some of them. */
    Evaluation evaluate(Evaluator evaluator, Dataset images) {
        return evaluator.mean(graph.sum(evaluator.sums(images, replica)), images.size());
    }

    /**
     * Whether all pause behind a step that they took together.
     *
     * @param own whether this process wants to, now
     */
    boolean pauses(TrainingGraph.StepResult result, boolean own) {
        return replica.count() == 1 ? own : result.pauses();
    }

    /** Whether one of them says so. */
    boolean any(boolean own) {
        return graph.sum(own ? 1 : 0)[0] > 0;
    }

    /** Whether all of them say so. */
    boolean all(boolean own) {
        return !any(!own);
    }
}
