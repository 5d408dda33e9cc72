// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.MemoryCheck;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.replica.BatchSlice;
import dev.nin.train.replica.Replica;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/** The checks that the memory suffices for a training; each refusal is a {@link dev.nin.UserInputException}. */
final class TrainingMemory {
    /** The weights that are trained, their gradients, and the weights that are evaluated. */
    private static final int COPIES = 3;

    private TrainingMemory() {}

    /** Checks the steps. */
    static void require(ModelSpec spec, TrainingConfig config, Replica replica, ConfigProto session) {
        int batch = BatchSlice.of(config.batch(), replica, false).places().length;
        MemoryCheck.requireTraining(spec, batch, copies(config), session);
    }

    /** Checks the evaluations after each epoch. */
    static void require(Evaluator evaluator, Dataset test, Optional<Dataset> validation) {
        evaluator.requireMemory(test.size());
        validation.ifPresent(images -> evaluator.requireMemory(images.size()));
    }

    private static int copies(TrainingConfig config) {
        int copies = COPIES;
        if (!(config.optimizer() instanceof Optimizer.Sgd)) {
            copies++;
        }
        if (config.accumulation() > 1) {
            copies++;
        }
        if (config.sharpnessRadius() > 0) {
            copies++;
        }
        return config.averageDecay() > 0 ? copies + 1 : copies;
    }
}
