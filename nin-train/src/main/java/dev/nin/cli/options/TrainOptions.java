// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.dsl.Nin;
import dev.nin.model.Fit;
import dev.nin.model.ModelSpec;
import dev.nin.model.Summary;
import dev.nin.text.Printable;
import dev.nin.train.config.TrainingConfig;
import dev.nin.zoo.Zoo;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the training command; null where the preset's value applies. */
public final class TrainOptions {
    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final ImageOptions images = new ImageOptions();

    @Mixin
    private final TaskOptions task = new TaskOptions();

    @Mixin
    private final LoopOptions loop = new LoopOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "The run's folder.")
    private @Nullable Path out;

    @Option(names = "--export", paramLabel = "DIR", description = "Folder to publish the best model in.")
    private @Nullable Path export;

    @Option(names = "--config", paramLabel = "FILE", description = "Values of these options from YAML or JSON.")
    private @Nullable Path config;

    @Option(
            names = "--summary",
            arity = "0..1",
            fallbackValue = "nodes",
            paramLabel = "STYLE",
            description = "Prints the model's table and stops: nodes or torch.")
    private @Nullable String summary;

    @Option(names = "--check", description = "Overfits one batch and stops.")
    private boolean check;

    public Preset preset() {
        return network.preset();
    }

    public ImageOptions images() {
        return images;
    }

    public TaskOptions task() {
        return task;
    }

    String model() {
        return network.model().or(task::model).orElseGet(() -> preset().model());
    }

    /** Returns the model with the requested dropout, else the preset's if the network is one of the zoo. */
    ModelSpec withDropout(ModelSpec model, boolean isOfZoo) {
        return network.withDropout(model, isOfZoo ? preset().dropout() : Optional.empty());
    }

    public String data() {
        return images.data(preset());
    }

    /** Returns the share of the training images, 0 for none. */
    public double validationSplit() {
        return images.validationSplit(preset());
    }

    /** Returns the requested fine-tuning; empty without a pretrained network. */
    public Optional<FineTuning> fineTuning() {
        return FineTuning.of(network, task);
    }

    public @Nullable Path weights() {
        Path weights = network.weights();
        if (weights != null && check) {
            throw new UserInputException(
                    "--weights " + weights + " and --check exclude each other; the check starts from random weights");
        }
        return weights;
    }

    /** Returns the file or run with a run's initial weights; empty for random initialization. */
    public Optional<Path> origin() {
        return fineTuning().map(tuned -> tuned.file((bytes, total) -> {})).or(() -> Optional.ofNullable(weights()));
    }

    /** Returns how photos are fitted into the model's input. */
    Fit fit() {
        return images.fit()
                .or(() ->
                        fineTuning().map(each -> each.network().preprocessing().fit()))
                .orElse(Fit.STRETCH);
    }

    /**
     * Checks the values of all options that can be checked without the data.
     *
     * @throws UserInputException if one is invalid
     */
    public void requireValid(RuntimeOptions runtime, CheckpointOptions checkpoints) {
        config();
        labelSmoothing();
        task.kind();
        runtime.check();
        checkpoints.policy();
        weights();
        images.folds();
        validationSplit();
        patience();
        requireKnownModel();
    }

    private void requireKnownModel() {
        boolean isKnown = model().endsWith(".json")
                || fineTuning().isPresent()
                || MapNetworks.has(model())
                || Zoo.names().contains(model());
        if (!isKnown) {
            // It throws the exception that lists the known names.
            Zoo.model(model(), Nin.image(32, 32, 3), 2);
        }
    }

    public @Nullable Path out() {
        return out;
    }

    public @Nullable Path export() {
        return export;
    }

    /** Returns whether to overfit one batch instead of training. */
    public boolean check() {
        return check;
    }

    /** Returns the number of epochs without improvement after which training ends, if set. */
    public Optional<Integer> patience() {
        return loop.patience();
    }

    public Optional<Summary.Style> summary() {
        if (summary == null) {
            return Optional.empty();
        }
        return switch (summary) {
            case "nodes", "true" -> Optional.of(Summary.Style.NODES); // a file of options says true
            case "torch" -> Optional.of(Summary.Style.TORCH);
            case "false" -> Optional.empty();
            default ->
                throw new UserInputException(
                        "--summary is \"" + Printable.line(summary) + "\", expected nodes or torch");
        };
    }

    /** Returns the file with option values that the command line does not set. */
    public Optional<ConfigFile> configFile() {
        return Optional.ofNullable(config).map(ConfigFile::new);
    }

    /** Returns the preset's configuration for any images, with the changes of the command line. */
    public TrainingConfig config() {
        return config(usual());
    }

    /** Returns the preset's configuration for these images, with the changes of the command line. */
    public TrainingConfig config(Dataset train) {
        return config(fineTuning().isPresent() ? usual() : preset().config(train));
    }

    private TrainingConfig config(TrainingConfig values) {
        return loop.of(values, givenWeights());
    }

    /** Returns the preset's configuration, or that of the head if only the head of a pretrained network is trained. */
    private TrainingConfig usual() {
        return fineTuning()
                .filter(FineTuning::isHeadOnly)
                .flatMap(each -> preset().fineTuning())
                .map(Preset.FineTuned::head)
                .orElse(preset().config());
    }

    /** Returns the option that gives initial weights; empty for random ones. */
    private Optional<String> givenWeights() {
        Path weights = network.weights();
        return fineTuning()
                .map(tuned -> "--pretrained")
                .or(() -> Optional.ofNullable(weights).map(file -> "--weights " + file));
    }

    /**
     * Returns the share of each label that is spread over all classes.
     *
     * @throws UserInputException if the option is out of its range
     */
    public double labelSmoothing() {
        return task.labelSmoothing(preset());
    }
}
