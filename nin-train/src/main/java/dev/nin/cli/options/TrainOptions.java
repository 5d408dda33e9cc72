// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Fit;
import dev.nin.model.Summary;
import dev.nin.text.Printable;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the training command; null where the preset's value applies. */
public final class TrainOptions {
    private static final int RESEEDS = 3;

    private static final String AUGMENTATIONS =
            "flip, flip-shift, resized-crop, rotate, jitter, randaugment, separated by commas; none.";

    @Option(names = "--preset", paramLabel = "NAME", description = "Defaults: quick, seed, best or fine-tune.")
    private @Nullable String preset;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE.json",
            description = "nin, nin-linear, nin-cifar, lenet, alexnet, vgg11, resnet20, inception-mini, unet.")
    private @Nullable String model;

    @Mixin
    private final StartOptions start = new StartOptions();

    @Option(names = "--data", paramLabel = "NAME|DIR", description = "sample, fashion-mnist or a folder of images.")
    private @Nullable String data;

    @Option(names = "--image-size", paramLabel = "N", description = "Height and width that the model sees.")
    private @Nullable Integer imageSize;

    @Option(names = "--fit", paramLabel = "NAME", description = "stretch, crop or pad.")
    private @Nullable String fit;

    @Option(names = "--on-bad-file", paramLabel = "NAME", description = "fail or skip.")
    private @Nullable String onBadFile;

    @Option(names = "--train-limit", paramLabel = "N", description = "Maximum number of training images.")
    private int trainLimit = Integer.MAX_VALUE;

    @Option(names = "--test-limit", paramLabel = "N", description = "Maximum number of test images.")
    private int testLimit = Integer.MAX_VALUE;

    @Option(names = "--validation-split", paramLabel = "X", description = "Share set aside to choose the best epoch.")
    private @Nullable Double validationSplit;

    @Mixin
    private final TaskOptions task = new TaskOptions();

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images per step.")
    private @Nullable Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws.")
    private @Nullable Long seed;

    @Mixin
    private final UpdateOptions updates = new UpdateOptions();

    @Option(names = "--unit-variance", negatable = true, description = "Scales initial weights by a first batch.")
    private @Nullable Boolean unitVariance;

    @Option(names = "--augment", paramLabel = "NAME,...", description = AUGMENTATIONS)
    private @Nullable String augment;

    @Option(names = "--reseed-on-dead-start", description = "Restarts if training stays at chance level.")
    private boolean reseeds;

    @Option(names = "--patience", paramLabel = "EPOCHS", description = "Stops after this many without improvement.")
    private @Nullable Integer patience;

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
        return Preset.named(preset != null ? preset : start.isPretrained() ? "fine-tune" : "quick");
    }

    public StartOptions start() {
        return start;
    }

    /** Returns the value of --model, if given. */
    Optional<String> givenModel() {
        return Optional.ofNullable(model);
    }

    public TaskOptions task() {
        return task;
    }

    String model() {
        return model == null ? task.model().orElse(preset().model()) : model;
    }

    public String data() {
        return data == null ? preset().data() : data;
    }

    public @Nullable Path weights() {
        Path weights = start.weights();
        if (weights != null && check) {
            throw new UserInputException(
                    "--weights " + weights + " and --check exclude each other; the check starts from random weights");
        }
        return weights;
    }

    /** Returns the requested height and width. */
    Optional<Integer> imageSize() {
        return Optional.ofNullable(imageSize);
    }

    /** Returns how photos are fitted into the model's input. */
    Fit fit() {
        if (fit == null) {
            return FineTuning.of(this)
                    .map(each -> each.network().preprocessing().fit())
                    .orElse(Fit.STRETCH);
        }
        return new Fit(named("--fit", fit, Fit.Way.class), 1);
    }

    /** Returns what happens if images cannot be read. */
    public BadFiles badFiles() {
        return onBadFile == null ? BadFiles.FAIL : named("--on-bad-file", onBadFile, BadFiles.class);
    }

    private static <E extends Enum<E>> E named(String option, String value, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(each -> Ascii.toLowerCase(each.name()))
                .toList();
        int place = names.indexOf(value);
        if (place < 0) {
            throw new UserInputException(option + " " + value + " is not known, expected " + String.join(", ", names));
        }
        return type.getEnumConstants()[place];
    }

    public int trainLimit() {
        return atLeastOne("--train-limit", trainLimit);
    }

    public int testLimit() {
        return atLeastOne("--test-limit", testLimit);
    }

    /** Returns the share of the training images, 0 for none. */
    public double validationSplit() {
        double share = validationSplit == null ? preset().validationSplit() : validationSplit;
        if (!(share >= 0 && share < 1)) {
            throw new UserInputException(
                    "--validation-split is " + share + ", expected at least 0 and below 1, such as 0.1");
        }
        return share;
    }

    public @Nullable Path out() {
        return out;
    }

    public @Nullable Path export() {
        return export;
    }

    public boolean check() {
        return check;
    }

    /** Returns the number of epochs without improvement after which training ends, if set. */
    public Optional<Integer> patience() {
        if (patience != null && patience < 1) {
            throw new UserInputException("--patience is " + patience + ", expected at least 1 epoch");
        }
        return Optional.ofNullable(patience);
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
        return config(FineTuning.of(this).isPresent() ? usual() : preset().config(train));
    }

    /** Returns the preset's configuration, or that of the head if only the head of a pretrained network is trained. */
    private TrainingConfig usual() {
        return FineTuning.of(this)
                .filter(FineTuning::isHeadOnly)
                .flatMap(each -> preset().fineTuning())
                .map(Preset.FineTuned::head)
                .orElse(preset().config());
    }

    private TrainingConfig config(TrainingConfig values) {
        return updates.of(values).toBuilder()
                .epochs(epochs == null ? values.epochs() : epochs)
                .batch(batch == null ? values.batch() : batch)
                .seed(seed == null ? values.seed() : seed)
                .unitVariance(unitVariance(values))
                .augmentation(augment == null ? values.augmentation() : Augmentation.named(augment))
                .reseeds(reseeds ? RESEEDS : 0)
                .build();
    }

    /**
     * Returns the share of each label that is spread over all classes.
     *
     * @throws UserInputException if the option is out of its range
     */
    public double labelSmoothing() {
        return task.labelSmoothing(preset());
    }

    /** Returns whether layers are scaled to unit variance; given weights are not scaled. */
    private boolean unitVariance(TrainingConfig ofPreset) {
        boolean isPretrained = FineTuning.of(this).isPresent();
        if (start.weights() == null && !isPretrained) {
            return unitVariance == null ? ofPreset.unitVariance() : unitVariance;
        }
        if (Boolean.TRUE.equals(unitVariance)) {
            throw new UserInputException((isPretrained ? "--pretrained" : "--weights " + start.weights())
                    + " and --unit-variance exclude each other; only random weights are scaled, omit one of them");
        }
        return false;
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserInputException(option + " is " + value + ", expected at least 1");
        }
        return value;
    }
}
