// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.checkpoint.Checkpoint;
import java.util.Optional;

/** The attempts at a training: after a dead start, another one follows with the next seed, if the user wants it. */
final class TrainingAttempts {
    private TrainingAttempts() {}

    /**
     * Trains until an attempt is not given up.
     *
     * @param setup the inputs, complete
     * @param state the state to resume from, if there is a checkpoint to resume from
     * @return the trained model; after a pause, the state to resume from
     */
    static Checkpoint run(TrainingSetup setup, TrainingState state) {
        for (int attempt = state.attempt(); ; attempt++) {
            try (TrainingRun run = new TrainingRun(setup, attempt)) {
                if (setup.resumeFrom.isPresent() && attempt == state.attempt()) {
                    run.resume(setup.resumeFrom.get(), state);
                } else {
                    long seed = setup.seed(attempt);
                    run.begin(start -> setup.head
                            .map(head -> HeadTraining.trained(setup, head, start, seed))
                            .orElse(start));
                }
                Optional<Checkpoint> trained = run.train(attempt >= setup.config.reseeds());
                if (trained.isPresent()) {
                    return trained.get();
                }
            }
        }
    }
}
