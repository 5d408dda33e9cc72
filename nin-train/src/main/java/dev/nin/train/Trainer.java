// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.LabeledImages;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.model.UserInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * Trains a classifier: {@code Trainer.of(spec).data(train, test).config(config).listeners(...).run()}. Immutable; each
 * method returns a trainer with one thing changed. The test images are evaluated after each epoch and decide nothing.
 */
public final class Trainer {
    private final ModelSpec spec;
    private final List<LabeledImages> data;
    private final Optional<LabeledImages> validation;
    private final Optional<Weights> weights;
    private final TrainingConfig config;
    private final ConfigProto session;
    private final List<TrainingListener> listeners;

    private Trainer(
            ModelSpec spec,
            List<LabeledImages> data,
            Optional<LabeledImages> validation,
            Optional<Weights> weights,
            TrainingConfig config,
            ConfigProto session,
            List<TrainingListener> listeners) {
        this.spec = spec;
        this.data = data;
        this.validation = validation;
        this.weights = weights;
        this.config = config;
        this.session = session;
        this.listeners = listeners;
    }

    /**
     * A trainer of a model with the default configuration.
     *
     * @param spec a classifier whose first output holds the logits
     * @return a trainer that still needs data
     * @throws UserInputException if the first output is a feature map
     */
    public static Trainer of(ModelSpec spec) {
        Shape output = spec.shape(spec.outputs().get(0));
        if (output.isMap()) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in a feature map " + output
                    + ", expected a vector of one value a class; add globalAvgPool() or flatten()");
        }
        return new Trainer(
                spec,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                TrainingConfig.builder().build(),
                ConfigProto.getDefaultInstance(),
                List.of());
    }

    /**
     * Sets the images.
     *
     * @param train images to train with
     * @param test images to test with after each epoch
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer data(LabeledImages train, LabeledImages test) {
        requireFit(train);
        requireFit(test);
        return new Trainer(spec, List.of(train, test), validation, weights, config, session, listeners);
    }

    /**
     * Sets images to choose the best checkpoint by, which are not trained with.
     *
     * @param images the validation images, such as the part of a {@link dev.nin.data.Split}
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer validation(LabeledImages images) {
        requireFit(images);
        return new Trainer(spec, data, Optional.of(images), weights, config, session, listeners);
    }

    /**
     * Sets the weights to start from, which are not scaled to unit variance; drawn ones without it.
     *
     * @param initial a value for each parameter of the model, such as {@link dev.nin.graph.PyTorchWeights} reads
     * @return a new trainer
     * @throws UserInputException if the weights do not fit the model
     */
    public Trainer weights(Weights initial) {
        spec.parameters().forEach((name, parameter) -> {
            boolean there = initial.names().contains(name);
            if (!there || !initial.dimensions(name).equals(parameter.dimensions())) {
                throw new UserInputException("the weights' \"" + name + "\" "
                        + (there ? "has the shape " + initial.dimensions(name) : "is missing") + ", expected "
                        + parameter.dimensions() + " as the model \"" + spec.name() + "\" has it");
            }
        });
        return new Trainer(spec, data, validation, Optional.of(initial), config, session, listeners);
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
            requireEnough(data.get(0), newConfig);
        }
        return new Trainer(spec, data, validation, weights, newConfig, session, listeners);
    }

    /**
     * Sets what sessions are told; TensorFlow's defaults without it.
     *
     * @param newSession the configuration of sessions
     * @return a new trainer
     */
    public Trainer session(ConfigProto newSession) {
        return new Trainer(spec, data, validation, weights, config, newSession, listeners);
    }

    /**
     * Sets who is told of it.
     *
     * @param newListeners in the order in which they are told
     * @return a new trainer
     */
    public Trainer listeners(TrainingListener... newListeners) {
        return new Trainer(spec, data, validation, weights, config, session, List.of(newListeners));
    }

    /**
     * Trains for all epochs, unless a listener wants to stop before.
     *
     * @return the trained model
     * @throws UserInputException if there are fewer images than a batch or one class only, or the loss is no number
     * @throws IllegalStateException if no data was set
     */
    public Checkpoint run() {
        if (spec.parameters().isEmpty()) {
            throw new UserInputException(
                    "the model \"" + spec.name() + "\" has nothing to learn; add a convolution or a dense layer");
        }
        if (data.isEmpty()) {
            throw new IllegalStateException("the trainer has no images; call data(train, test) before run()");
        }
        LabeledImages train = data.get(0);
        requireEnough(train, config);
        for (int attempt = 0; ; attempt++) {
            TrainingConfig seeded =
                    config.toBuilder().seed(config.seed() + attempt).build();
            boolean isLast = attempt == config.reseeds();
            try (TrainingRun run = new TrainingRun(spec, train, data.get(1), validation, weights, seeded, session)) {
                Optional<Checkpoint> trained = run.train(listeners, isLast);
                if (trained.isPresent()) {
                    return trained.get();
                }
            }
        }
    }

    private static void requireEnough(LabeledImages train, TrainingConfig config) {
        if (train.size() < config.batch()) {
            throw new UserInputException(
                    "there are " + train.size() + " training images, fewer than one batch (--batch) of "
                            + config.batch() + "; use a smaller batch or more images");
        }
        int[] classes =
                IntStream.range(0, train.size()).map(train::label).distinct().toArray();
        if (classes.length == 1) {
            throw new UserInputException("all training images are of the class \""
                    + train.classes().get(classes[0]) + "\", expected two classes or more; check the labels");
        }
        int weights = config.classWeights().size();
        if (weights != 0 && weights != train.classes().size()) {
            throw new UserInputException("there are " + weights + " class weights and "
                    + train.classes().size() + " classes, expected as many of each");
        }
    }

    private void requireFit(LabeledImages images) {
        Input input = spec.input();
        boolean fits = images.height() == input.height()
                && images.width() == input.width()
                && images.channels() == input.channels()
                && input.pixels() == Input.Pixels.UINT8;
        if (!fits) {
            throw new UserInputException("the images are uint8 " + images.height() + "×" + images.width() + "×"
                    + images.channels() + ", the model \"" + spec.name() + "\" takes " + input.pixels() + " "
                    + input.height() + "×" + input.width() + "×" + input.channels());
        }
        if (images.classes().size() != spec.classes()) {
            throw new UserInputException("the images have " + images.classes().size() + " classes, the model \""
                    + spec.name() + "\" has " + spec.classes() + " outputs; expected as many");
        }
    }
}
