// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.command.GivenPath;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the images; null where the preset's value applies. */
public final class ImageOptions {
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
        return share;
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserInputException(option + " is " + value + ", expected at least 1");
        }
        return value;
    }
}
