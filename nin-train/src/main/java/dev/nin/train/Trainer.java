// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import dev.nin.task.Goals;
import dev.nin.task.Task;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * Trains a model: {@code Trainer.of(spec).data(train, test).config(config).listeners(...).run()}. Immutable; each
 * method returns a trainer with one thing changed. Several threads may let it run at once, each for a training of its
 * own, if it has no listeners. The test images are evaluated after each epoch and decide nothing.
 */
public final class Trainer {
    private final TrainingSetup setup;

    private Trainer(TrainingSetup setup) {
        this.setup = setup;
    }

    /**
     * A trainer of a classifier with the default configuration; the classes are those of its images.
     *
     * @param spec a classifier whose first output holds the logits
     * @return a trainer that still needs data
     * @throws UserInputException if the first output is a feature map, or probabilities
     */
    public static Trainer of(ModelSpec spec) {
        Task.classification(numbered(spec.classes()))
                .requireFit(spec, spec.outputs().get(0));
        return new Trainer(new TrainingSetup(spec));
    }

    /**
     * A trainer of a model for a task, such as a classification whose labels are smoothed or weighted.
     *
     * @param spec a model whose first output the task fits
     * @param task what is learnt
     * @return a trainer that still needs data
     * @throws UserInputException if the task does not fit the model's first output
     */
    public static Trainer of(ModelSpec spec, Task task) {
        return of(spec, Goals.of(spec, task));
    }

    /**
     * A trainer of a model whose outputs learn a task each.
     *
     * @param spec the model
     * @param tasks what each output learns, by the output's name; all count alike
     * @return a trainer that still needs data, whose targets are called as the outputs
     * @throws UserInputException if a task does not fit its output, or an output has none
     */
    public static Trainer of(ModelSpec spec, Map<String, ? extends Task> tasks) {
        return of(spec, Goals.of(spec, tasks));
    }

    /**
     * A trainer of a model whose outputs learn a task each, some of which count for more.
     *
     * @param spec the model
     * @param goals what each output learns
     * @return a trainer that still needs data
     * @throws UserInputException if a task does not fit its output, or an output has none
     */
    public static Trainer of(ModelSpec spec, Goals goals) {
        goals.requireFit(spec);
        return new Trainer(new TrainingSetup(spec).with(setup -> setup.goals = goals));
    }

    private static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
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
        TrainingChecks.requireFit(setup.spec, setup.goals, train);
        TrainingChecks.requireFit(setup.spec, setup.goals, test);
        TrainingChecks.requireSome(test);
        return with(copy -> {
            copy.train = train;
            copy.test = test;
        });
    }

    /**
     * Sets the images, those to choose the best checkpoint by among them.
     *
     * @param images to train, to validate and to test with
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model, or do not have what is learnt
     */
    public Trainer data(ImageSets images) {
        Trainer trainer = data(images.train(), images.test());
        return images.validation().map(trainer::validation).orElse(trainer);
    }

    /**
     * Sets images to choose the best checkpoint by, which are not trained with.
     *
     * @param images the validation images, such as the part of a {@link dev.nin.data.Split}
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer validation(Dataset images) {
        TrainingChecks.requireFit(setup.spec, setup.goals, images);
        return with(copy -> copy.validation = Optional.of(images));
    }

    /**
     * Sets the weights to start from, which are not scaled to unit variance; drawn ones without it.
     *
     * @param initial a value for each parameter of the model, such as {@link dev.nin.weights.PyTorchWeights} reads
     * @return a new trainer
     * @throws UserInputException if the weights do not fit the model
     */
    public Trainer weights(Weights initial) {
        TrainingChecks.requireFit(setup.spec, initial);
        return with(copy -> copy.weights = Optional.of(initial));
    }

    /**
     * Sets the weights that a part of the model starts from, such as a pretrained backbone; the rest is drawn. Nothing
     * is scaled to unit variance.
     *
     * @param some values of some of the model's parameters, such as {@link dev.nin.weights.WeightsFile} matches
     * @return a new trainer
     * @throws UserInputException if one has another shape than the model's parameter of its name
     */
    public Trainer pretrained(Weights some) {
        TrainingChecks.requireFitting(setup.spec, some);
        return with(copy -> copy.weights = Optional.of(some));
    }

    /**
     * Trains the layers that {@link #pretrained} leaves to be drawn by themselves before the training begins, with all
     * others frozen. What the frozen layers make of each image is computed once, so that this takes seconds.
     *
     * @param head how they are trained, without augmentation, such as for 20 epochs at a greater rate
     * @return a new trainer
     * @throws UserInputException if it has augmentation, or no weights are given or none are left to be drawn
     */
    public Trainer headFirst(TrainingConfig head) {
        HeadTraining.require(setup, head);
        return with(copy -> copy.head = Optional.of(head));
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
        TrainingChecks.requireFit(setup.spec, checkpoint.weights());
        TrainingState.of(checkpoint, metrics(checkpoint));
        return with(copy -> copy.begun = Optional.of(checkpoint));
    }

    /**
     * What the epochs before a checkpoint have brought.
     *
     * @param checkpoint such as a listener was given
     * @return the finished epochs' metrics without their times, which are 0
     * @throws UserInputException if the checkpoint does not say how far training was
     */
    public static List<EpochMetrics> epochs(Checkpoint checkpoint) {
        return TrainingState.of(checkpoint, checkpoint.goals().metrics()).epochs();
    }

    /** What the epochs before a checkpoint were measured by: as this trainer measures, where it says so. */
    private List<Metric> metrics(Checkpoint checkpoint) {
        return (setup.goals == null ? checkpoint.goals() : setup.goals).metrics();
    }

    /**
     * Sets how it trains.
     *
     * @param newConfig the configuration
     * @return a new trainer
     * @throws UserInputException if the images, where they are set before, do not suffice for it
     */
    public Trainer config(TrainingConfig newConfig) {
        if (setup.train != null) {
            TrainingChecks.requireEnough(setup.train, newConfig);
        }
        return with(copy -> copy.config = newConfig);
    }

    /**
     * Sets what sessions are told; TensorFlow's defaults without it.
     *
     * @param newSession the configuration of sessions
     * @return a new trainer
     */
    public Trainer session(ConfigProto newSession) {
        return with(copy -> copy.session = newSession);
    }

    /**
     * Sets who is told of it.
     *
     * @param newListeners in the order in which they are told
     * @return a new trainer
     */
    public Trainer listeners(TrainingListener... newListeners) {
        return with(copy -> copy.listeners = List.of(newListeners));
    }

    /**
     * Sets which of several processes this one is; the only one without it. All of them are given the same model, data,
     * configuration and checkpoint to resume from; listeners are each process's own.
     *
     * @param newReplica this process's place among the others
     * @return a new trainer
     */
    public Trainer replica(Replica newReplica) {
        return with(copy -> copy.replica = newReplica);
    }

    private Trainer with(Consumer<TrainingSetup> change) {
        return new Trainer(setup.with(change));
    }

    /**
     * Trains for all epochs, unless a listener wants to stop or to pause before.
     *
     * @return the trained model; behind a pause, where to go on
     * @throws UserInputException if there are fewer images than a batch or one class only, the loss is no number, or
     *     the checkpoint to resume from is of another optimizer
     * @throws IllegalStateException if no data was set
     */
    public Checkpoint run() {
        TrainingChecks.requireLearnable(setup.spec);
        TrainingChecks.requireNodes(setup.spec, setup.config.layerRates());
        TrainingChecks.requireEnough(setup.train(), setup.config);
        Goals goals = FittedGoals.of(setup.goals(), setup.spec, setup.train());
        TrainingSetup fitted = setup.with(copy -> copy.goals = goals);
        TrainingState state = setup.begun
                .map(checkpoint -> TrainingState.of(checkpoint, metrics(checkpoint)))
                .orElse(TrainingState.START);
        for (int attempt = state.attempt(); ; attempt++) {
            try (TrainingRun run = new TrainingRun(fitted, attempt)) {
                if (setup.begun.isPresent() && attempt == state.attempt()) {
                    run.goOn(setup.begun.get(), state);
                } else {
                    run.begin();
                }
                Optional<Checkpoint> trained = run.train(attempt >= setup.config.reseeds());
                if (trained.isPresent()) {
                    return trained.get();
                }
            }
        }
    }
}
