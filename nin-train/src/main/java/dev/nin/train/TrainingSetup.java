// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.TrainingListener;
import dev.nin.train.replica.Replica;
import dev.nin.train.replica.SingleReplica;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/** The inputs of a training. It changes only while {@link #with} copies it. */
final class TrainingSetup {
    ModelSpec spec;
    /** Null for a classification with the classes of the training images. */
    @Nullable Goals goals;

    @Nullable Dataset train;

    Optional<Dataset> validation = Optional.empty();

    @Nullable Dataset test;

    /** Parameters may be missing; these are initialized randomly. */
    Optional<Weights> weights = Optional.empty();

    /** The configuration of the training of the randomly initialized layers before all others, if any. */
    Optional<TrainingConfig> head = Optional.empty();

    Optional<Checkpoint> resumeFrom = Optional.empty();
    TrainingConfig config = TrainingConfig.builder().build();
    ConfigProto session = ConfigProto.getDefaultInstance();
    List<TrainingListener> listeners = List.of();
    Replica replica = new SingleReplica();

    TrainingSetup(ModelSpec spec) {
        this.spec = spec;
    }

    private TrainingSetup(TrainingSetup from) {
        spec = from.spec;
        goals = from.goals;
        train = from.train;
        validation = from.validation;
        test = from.test;
        weights = from.weights;
        head = from.head;
        resumeFrom = from.resumeFrom;
        config = from.config;
        session = from.session;
        listeners = from.listeners;
        replica = from.replica;
    }

    /** Returns the seed of an attempt after the given number of earlier ones. */
    long seed(int attempt) {
        return config.seed() + attempt;
    }

    /** Returns a copy with a change. */
    TrainingSetup with(Consumer<TrainingSetup> change) {
        TrainingSetup copy = new TrainingSetup(this);
        change.accept(copy);
        return copy;
    }

    /** Returns the goals: by default a classification with the classes of the training images. */
    Goals goals() {
        Goals asked = goals;
        if (asked != null) {
            return asked;
        }
        if (train().classes().isEmpty()) {
            throw new UserInputException("the images have no classes, only " + train().targets()
                    + "; give the task that learns them: Trainer.of(spec, task)");
        }
        return Goals.of(spec, Task.classification(train().classes()));
    }

    Dataset train() {
        return required(train);
    }

    Dataset test() {
        return required(test);
    }

    private static Dataset required(@Nullable Dataset images) {
        if (images == null) {
            throw new IllegalStateException("the trainer has no images; call data(train, test) before run()");
        }
        return images;
    }
}
