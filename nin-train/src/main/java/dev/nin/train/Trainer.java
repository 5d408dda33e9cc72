// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/**
 * Trains a classifier: {@code Trainer.of(spec).data(train, test).config(config).listeners(...).run()}. Immutable; each
 * method returns a trainer with one thing changed. Several threads may let it run at once, each for a training of its
 * own, if it has no listeners. The test images are evaluated after each epoch and decide nothing.
 */
public final class Trainer {
    private final ModelSpec spec;
    private final List<Dataset> data;
    private final Optional<Dataset> validation;
    private final Optional<Weights> weights;
    private final Optional<Checkpoint> begun;
    private final TrainingConfig config;
    private final ConfigProto session;
    private final List<TrainingListener> listeners;
    private final Replica replica;

    private Trainer(
            ModelSpec spec,
            List<Dataset> data,
            Optional<Dataset> validation,
            Optional<Weights> weights,
            Optional<Checkpoint> begun,
            TrainingConfig config,
            ConfigProto session,
            List<TrainingListener> listeners,
            Replica replica) {
        this.spec = spec;
        this.data = data;
        this.validation = validation;
        this.weights = weights;
        this.begun = begun;
        this.config = config;
        this.session = session;
        this.listeners = listeners;
        this.replica = replica;
    }

    /**
     * A trainer of a model with the default configuration.
     *
     * @param spec a classifier whose first output holds the logits
     * @return a trainer that still needs data
     * @throws UserInputException if the first output is a feature map
     */
    public static Trainer of(ModelSpec spec) {
        TrainingChecks.requireClassifier(spec);
        return new Trainer(
                spec,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TrainingConfig.builder().build(),
                ConfigProto.getDefaultInstance(),
                List.of(),
                Replica.alone());
    }

    /**
     * Sets the images.
     *
     * @param train images to train with
     * @param test images to test with after each epoch
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer data(Dataset train, Dataset test) {
        TrainingChecks.requireFit(spec, train);
        TrainingChecks.requireFit(spec, test);
        TrainingChecks.requireSome(test);
        return new Trainer(spec, List.of(train, test), validation, weights, begun, config, session, listeners, replica);
    }

    /**
     * Sets images to choose the best checkpoint by, which are not trained with.
     *
     * @param images the validation images, such as the part of a {@link dev.nin.data.Split}
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer validation(Dataset images) {
        TrainingChecks.requireFit(spec, images);
        return new Trainer(spec, data, Optional.of(images), weights, begun, config, session, listeners, replica);
    }

    /**
     * Sets the weights to start from, which are not scaled to unit variance; drawn ones without it.
     *
     * @param initial a value for each parameter of the model, such as {@link dev.nin.graph.PyTorchWeights} reads
     * @return a new trainer
     * @throws UserInputException if the weights do not fit the model
     */
    public Trainer weights(Weights initial) {
        TrainingChecks.requireFit(spec, initial);
        return new Trainer(spec, data, validation, Optional.of(initial), begun, config, session, listeners, replica);
    }

    /**
     * Sets where to go on: at the very step behind which a checkpoint was made. With the same model, images and
     * configuration the result equals that of a training that never ended, to the last bit.
     *
     * @param checkpoint such as a listener was given
     * @return a new trainer
     * @throws UserInputException if the weights do not fit the model, or the checkpoint does not say how far it was
     */
    public Trainer resume(Checkpoint checkpoint) {
        TrainingChecks.requireFit(spec, checkpoint.weights());
        TrainingState.of(checkpoint);
        return new Trainer(
                spec, data, validation, weights, Optional.of(checkpoint), config, session, listeners, replica);
    }

    /**
     * What the epochs before a checkpoint have brought.
     *
     * @param checkpoint such as a listener was given
     * @return the finished epochs' metrics without their times, which are 0
     * @throws UserInputException if the checkpoint does not say how far training was
     */
    public static List<EpochMetrics> epochs(Checkpoint checkpoint) {
        return TrainingState.of(checkpoint).epochs();
    }

    /**
     * Sets how it trains.
     *
     * @param newConfig the configuration
     * @return a new trainer
     * @throws UserInputException if the images, where they are set before, do not suffice for it
     */
    public Trainer config(TrainingConfig newConfig) {
        if (!data.isEmpty()) {
            TrainingChecks.requireEnough(data.get(0), newConfig);
        }
        return new Trainer(spec, data, validation, weights, begun, newConfig, session, listeners, replica);
    }

    /**
     * Sets what sessions are told; TensorFlow's defaults without it.
     *
     * @param newSession the configuration of sessions
     * @return a new trainer
     */
    public Trainer session(ConfigProto newSession) {
        return new Trainer(spec, data, validation, weights, begun, config, newSession, listeners, replica);
    }

    /**
     * Sets who is told of it.
     *
     * @param newListeners in the order in which they are told
     * @return a new trainer
     */
    public Trainer listeners(TrainingListener... newListeners) {
        return new Trainer(spec, data, validation, weights, begun, config, session, List.of(newListeners), replica);
    }

    /**
     * Sets which of several processes this one is; the only one without it. All of them are given the same model, data,
     * configuration and checkpoint to go on from; listeners are each process's own.
     *
     * @param newReplica this process's place among the others
     * @return a new trainer
     */
    public Trainer replica(Replica newReplica) {
        return new Trainer(spec, data, validation, weights, begun, config, session, listeners, newReplica);
    }

    /**
     * Trains for all epochs, unless a listener wants to stop or to pause before.
     *
     * @return the trained model; behind a pause, where to go on
     * @throws UserInputException if there are fewer images than a batch or one class only, the loss is no number, or
     *     the checkpoint to go on from is of another optimizer
     * @throws IllegalStateException if no data was set
     */
    public Checkpoint run() {
        TrainingChecks.requireLearnable(spec);
        if (data.isEmpty()) {
            throw new IllegalStateException("the trainer has no images; call data(train, test) before run()");
        }
        Dataset train = data.get(0);
        TrainingChecks.requireEnough(train, config);
        TrainingState state = begun.map(TrainingState::of).orElse(TrainingState.START);
        for (int attempt = state.attempt(); ; attempt++) {
            TrainingConfig seeded =
                    config.toBuilder().seed(config.seed() + attempt).build();
            try (TrainingRun run =
                    new TrainingRun(spec, train, data.get(1), validation, seeded, attempt, session, replica)) {
                if (begun.isPresent() && attempt == state.attempt()) {
                    run.goOn(begun.get(), state, listeners);
                } else {
                    run.begin(weights);
                }
                Optional<Checkpoint> trained = run.train(listeners, attempt >= config.reseeds());
                if (trained.isPresent()) {
                    return trained.get();
                }
            }
        }
    }
}
