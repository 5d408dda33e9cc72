// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.source.DataOptions;
import dev.nin.task.Reconstruction;
import dev.nin.task.Regression;
import dev.nin.task.Segmentation;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import dev.nin.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command-line options for the learning task. */
public final class TaskOptions {
    /** The best value in the paper on the focal loss. */
    private static final double FOCUS = 2;

    /** In units of normalized values: the loss becomes linear at one standard deviation. */
    private static final double DELTA = 1;

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Option(names = "--loss", paramLabel = "NAME", description = "What is minimized; default: by the task.")
    private @Nullable String loss;

    @Option(names = "--metric", paramLabel = "NAME", description = "What chooses the best epoch.")
    private @Nullable String metric;

    @Option(names = "--label-smoothing", paramLabel = "X", description = "Share of a label spread over all classes.")
    private @Nullable Double labelSmoothing;

    /**
     * Returns the kind of the images' targets.
     *
     * @throws UserInputException if there is no such task
     */
    public Kind kind() {
        return targets.kind();
    }

    /** Returns the number of this process among several, if it has one. */
    public Optional<Integer> place() {
        return targets.place();
    }

    /**
     * Returns the share of each label that is spread over all classes.
     *
     * @throws UserInputException if the option is out of its range
     */
    double labelSmoothing(Preset preset) {
        double ofPreset = kind() == Kind.CLASS ? preset.labelSmoothing() : 0;
        double share = labelSmoothing == null ? ofPreset : labelSmoothing;
        if (!(share >= 0 && share < 1)) {
            throw new UserInputException(
                    "--label-smoothing is " + share + ", expected at least 0 and below 1, such as 0.1");
        }
        return share;
    }

    /** Returns the options with which the data is read. */
    public DataOptions applied(DataOptions options) {
        return targets.of(options);
    }

    /** Returns the zoo's default network for the task; empty for the preset's. */
    Optional<String> model() {
        return switch (kind()) {
            case CLASS -> Optional.empty();
            // The preset's network ends in a ReLU, so it could not output negative values.
            case TAGS, VALUES -> Optional.of("nin-linear");
            case MASK -> Optional.of(MapNetworks.UNET);
            case IMAGE -> Optional.of(MapNetworks.AUTOENCODER);
        };
    }

    /** Returns the number of values or maps that a network outputs. */
    int outputs(Dataset train) {
        return kind() == Kind.IMAGE
                ? train.shape().channels()
                : target(train).names().size();
    }

    /**
     * Returns the task to learn.
     *
     * @param smoothing label smoothing of classes
     */
    public Task task(Dataset train, double smoothing) {
        if (smoothing > 0 && kind() != Kind.CLASS) {
            throw new UserInputException("--label-smoothing is " + smoothing + " and --task " + targets.task()
                    + ", expected 0; only the labels of classes are smoothed");
        }
        Task learned = switch (kind()) {
            case CLASS ->
                withLoss(
                        Map.of("cross-entropy", each -> each, "focal", each -> each.focal(FOCUS)),
                        Task.classification(train.classes()).smoothed(smoothing));
            case TAGS ->
                withLoss(
                        Map.of("cross-entropy", each -> each),
                        Task.multiLabel(target(train).names()));
            case VALUES -> numbers(target(train).names());
            case MASK -> masks(target(train).names());
            case IMAGE -> images();
        };
        return metric == null
                ? learned
                : learned.measured(
                        Splitter.on(',').trimResults().splitToList(metric).toArray(String[]::new));
    }

    private Task numbers(List<String> names) {
        Map<String, UnaryOperator<Regression>> losses =
                Map.of("squared", each -> each, "absolute", Regression::absolute, "huber", each -> each.huber(DELTA));
        return withLoss(losses, Task.regression(names).normalized());
    }

    private Task masks(List<String> classes) {
        Map<String, UnaryOperator<Segmentation>> losses = Map.of(
                "cross-entropy", each -> each.by(Segmentation.Loss.CROSS_ENTROPY),
                "dice", each -> each.by(Segmentation.Loss.DICE),
                "cross-entropy+dice", each -> each.by(Segmentation.Loss.CROSS_ENTROPY_AND_DICE));
        return withLoss(losses, Task.segmentation(classes));
    }

    private Task images() {
        Map<String, UnaryOperator<Reconstruction>> losses = Map.of(
                "squared", each -> each.by(Reconstruction.Loss.SQUARED),
                "cross-entropy", each -> each.by(Reconstruction.Loss.BINARY_CROSS_ENTROPY));
        return withLoss(losses, Task.reconstruction());
    }

    private <T extends Task> Task withLoss(Map<String, UnaryOperator<T>> losses, T plain) {
        if (loss == null) {
            return plain;
        }
        UnaryOperator<T> chosen = losses.get(loss);
        if (chosen == null) {
            throw new UserInputException("--loss " + loss + " is not known for --task " + targets.task()
                    + ", expected one of " + losses.keySet().stream().sorted().toList());
        }
        return chosen.apply(plain);
    }

    private Target target(Dataset train) {
        List<Target> known = train.targets();
        return known.stream()
                .filter(each -> each.kind() == kind())
                .findFirst()
                .orElseThrow(() -> new UserInputException("--task " + targets.task()
                        + " needs targets that the images lack; they have " + (known.isEmpty() ? "no targets" : known)
                        + "; name a file with these targets with --labels"));
    }
}
