// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.command.GivenPath;
import dev.nin.data.ImageSets;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the images; null where the preset's value applies. */
public final class ImageOptions {
    /** The option with the number of the fold to validate on. */
    public static final String FOLD = "--fold";

    /** The option of a sweep's runs, which always have validation images, and of which one may diverge. */
    public static final String OF_SWEEP = "--of-sweep";

    /** The share of the training images by which a sweep compares runs unless another is requested. */
    public static final double SHARE_OF_SWEEP = 0.1;

    private static final int MOST_FOLDS = 20;

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

    @Option(names = "--folds", paramLabel = "K", description = "Cross-validation: K runs, each validated on a fold.")
    private @Nullable Integer folds;

    /** The number of the fold to validate on, for the runs of a cross-validation. */
    @Option(names = FOLD, paramLabel = "N", hidden = true)
    private @Nullable Integer fold;

    /** Whether this is a run of a sweep. */
    @Option(names = OF_SWEEP, hidden = true)
    private boolean isOfSweep;

    String data(Preset preset) {
        if (data != null) {
            return GivenPath.of("--data", data).toString();
        }
        return preset.data()
                .orElseThrow(
                        () -> new UserInputException(
                                "--preset " + preset.name()
                                        + " needs --data DIR, a folder of CIFAR-10's binary files or with one folder of images per class"));
    }

    /** Returns the requested height and width. */
    Optional<Integer> imageSize() {
        return Optional.ofNullable(imageSize).map(size -> atLeastOne("--image-size", size));
    }

    /** Returns the requested way to fit photos into the model's input. */
    Optional<Fit> fit() {
        return Optional.ofNullable(fit).map(name -> new Fit(named("--fit", name, Fit.Way.class), 1));
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
    double validationSplit(Preset preset) {
        double share = validationSplit == null ? preset.validationSplit() : validationSplit;
        if (!(share >= 0 && share < 1)) {
            throw new UserInputException(
                    "--validation-split is " + share + ", expected at least 0 and below 1, such as 0.1");
        }
        return folds == null ? share : 0;
    }

    /**
     * Returns the number of runs of the cross-validation to start; empty for a single run.
     *
     * @throws UserInputException if it is out of range, or a share of the images is to be set aside too
     */
    public Optional<Integer> folds() {
        if (folds == null) {
            if (fold != null) {
                throw new UserInputException(FOLD + " " + fold + " needs --folds K, the number of all folds");
            }
            return Optional.empty();
        }
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new UserInputException("--folds is " + folds + ", expected from 2 to " + MOST_FOLDS);
        }
        if (validationSplit != null) {
            throw new UserInputException("--folds " + folds + " and --validation-split exclude each other; each run is"
                    + " validated on a fold, omit one of them");
        }
        return fold == null ? Optional.of(folds) : Optional.empty();
    }

    /**
     * Sets aside the requested training images as validation images.
     *
     * @param share the share to set aside, 0 for none
     * @param seed determines which images are set aside
     */
    public ImageSets validated(ImageSets all, double share, long seed) {
        if (fold != null && folds != null) {
            return all.fold(fold, folds, seed);
        }
        if (share > 0) {
            return all.validate(share, seed);
        }
        return isOfSweep && all.validation().isEmpty() ? all.validate(SHARE_OF_SWEEP, seed) : all;
    }

    public boolean isOfSweep() {
        return isOfSweep;
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserInputException(option + " is " + value + ", expected at least 1");
        }
        return value;
    }
}
