// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.train.replica.Replica;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * Trains a model: {@code Trainer.of(spec).data(train, test).config(config).listeners(...).run()}. Immutable; each
 * method returns a new trainer with one setting changed. Several threads may call {@link #run} concurrently, each for a
 * separate training, if the trainer has no listeners. The test images are evaluated after each epoch and influence
 * nothing, except that an infinite or NaN loss ends the training.
 */
public final class Trainer {
    private final TrainingSetup setup;

    private Trainer(TrainingSetup setup) {
        this.setup = setup;
    }

    /**
     * Creates a trainer of a classifier with the default configuration; the classes are those of its images.
     *
     * @param spec a classifier whose first output holds the logits
     * @return a trainer that still needs data
     * @throws UserInputException if the first output is a feature map or holds probabilities
     */
    public static Trainer of(ModelSpec spec) {
        Task.classification(numbered(spec.classes()))
                .requireFit(spec, spec.outputs().get(0));
        return new Trainer(new TrainingSetup(spec));
    }

    /**
     * Creates a trainer of a model for a task, such as a classification with label smoothing or class weights.
     *
     * @param spec a model whose first output fits the task
     * @param task the task of the first output
     * @return a trainer that still needs data
     * @throws UserInputException if the task does not fit the model's first output
     */
    public static Trainer of(ModelSpec spec, Task task) {
        return of(spec, Goals.of(spec, task));
    }

    /**
     * Creates a trainer of a model with one task per output.
     *
     * @param spec the model
     * @param tasks the tasks by the name of their output, with equal weights
     * @return a trainer that still needs data, whose targets have the names of the outputs
     * @throws UserInputException if a task does not fit its output, or an output has none
     */
    public static Trainer of(ModelSpec spec, Map<String, ? extends Task> tasks) {
        return of(spec, Goals.of(spec, tasks));
    }

    /**
     * Creates a trainer of a model with one task per output and a weight per task.
     *
     * @param spec the model
     * @param goals the tasks of the outputs
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
     * @param test images to evaluate after each epoch
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
     * Sets the images, including any validation images to choose the best checkpoint by.
     *
     * @param images the training, validation and test images
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model, or lack a task's target
     */
    public Trainer data(ImageSets images) {
        TrainingChecks.requireTest(images);
        Trainer trainer = data(images.train(), images.test());
        return images.validation().map(trainer::validation).orElse(trainer);
    }

    /**
     * Sets the validation images, which choose the best checkpoint and are not trained with.
     *
     * @param images the validation images, such as a part of a {@link dev.nin.data.Split}
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer validation(Dataset images) {
        TrainingChecks.requireFit(setup.spec, setup.goals, images);
        return with(copy -> copy.validation = Optional.of(images));
    }

    /**
     * Sets the initial weights, which are not scaled to unit variance. Default: random initialization.
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
     * Sets the initial weights of a part of the model, such as a pretrained backbone; the rest is initialized randomly.
     * Nothing is scaled to unit variance.
     *
     * @param some values of some of the model's parameters, such as those matched by
     *     {@link dev.nin.weights.WeightsFile}
     * @return a new trainer
     * @throws UserInputException if a value's shape differs from that of the model's parameter of the same name
     */
    public Trainer pretrained(Weights some) {
        TrainingChecks.requireFitting(setup.spec, some);
        return with(copy -> copy.weights = Optional.of(some));
    }

    /**
     * Trains the layers that {@link #pretrained} leaves out, with all others frozen, before the training itself starts.
     * The frozen layers' output is computed once per image, so this takes seconds.
     *
     * @param head the configuration of this training, without augmentation, such as 20 epochs at a higher rate
     * @return a new trainer
     * @throws UserInputException if the configuration has augmentation, or {@link #pretrained} has given no weights or
     *     all of them
     */
    public Trainer headFirst(TrainingConfig head) {
        HeadTraining.require(setup, head);
        return with(copy -> copy.head = Optional.of(head));
    }

    /**
     * Resumes training from a checkpoint, at the step after which it was made. With the same model, images and
     * configuration the result is bit-identical to that of an uninterrupted training.
     *
     * @param checkpoint a checkpoint, such as one passed to a listener
     * @return a new trainer
     * @throws UserInputException if the weights do not fit the model, or the checkpoint does not contain the training's
     *     progress
     */
    public Trainer resume(Checkpoint checkpoint) {
        TrainingChecks.requireFit(setup.spec, checkpoint.weights());
        TrainingState.of(checkpoint, metrics(checkpoint));
        return with(copy -> copy.resumeFrom = Optional.of(checkpoint));
    }

    /**
     * Returns the metrics of the epochs before a checkpoint.
     *
     * @param checkpoint a checkpoint, such as one passed to a listener
     * @return the finished epochs' metrics; their times are not kept and are 0
     * @throws UserInputException if the checkpoint does not contain the training's progress
     */
    public static List<EpochMetrics> epochs(Checkpoint checkpoint) {
        return TrainingState.of(checkpoint, checkpoint.goals().metrics()).epochs();
    }

    /**
     * Returns the metrics of the epochs before a checkpoint: this trainer's if it has tasks, otherwise the
     * checkpoint's.
     */
    private List<Metric> metrics(Checkpoint checkpoint) {
        return (setup.goals == null ? checkpoint.goals() : setup.goals).metrics();
    }

    /**
     * Sets the training configuration.
     *
     * @param newConfig the configuration
     * @return a new trainer
     * @throws UserInputException if images are already set and there are too few of them
     */
    public Trainer config(TrainingConfig newConfig) {
        if (setup.train != null) {
            TrainingChecks.requireEnough(setup.train, newConfig);
        }
        return with(copy -> copy.config = newConfig);
    }

    /**
     * Sets the configuration of TensorFlow's sessions. Default: TensorFlow's defaults.
     *
     * @param newSession the session configuration
     * @return a new trainer
     */
    public Trainer session(ConfigProto newSession) {
        return with(copy -> copy.session = newSession);
    }

    /**
     * Sets the listeners.
     *
     * @param newListeners the listeners, in the order in which they are notified
     * @return a new trainer
     */
    public Trainer listeners(TrainingListener... newListeners) {
        return with(copy -> copy.listeners = List.of(newListeners));
    }

    /**
     * Sets which of several processes this one is; the only one without it. All of them are given the same model, data,
     * configuration and checkpoint to resume from; listeners are each process's own.
     *
     * @param newReplica this process as a replica
     * @return a new trainer
     */
    public Trainer replica(Replica newReplica) {
        return with(copy -> copy.replica = newReplica);
    }

    private Trainer with(Consumer<TrainingSetup> change) {
        return new Trainer(setup.with(change));
    }

    /**
     * Trains for all epochs, unless a listener stops or pauses the training earlier.
     *
     * @return the trained model; after a pause, the state to resume from
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
        TrainingState state = setup.resumeFrom
                .map(checkpoint -> TrainingState.of(checkpoint, metrics(checkpoint)))
                .orElse(TrainingState.START);
        return TrainingAttempts.run(fitted, state);
    }
}
