// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.cli.options.ImageOptions;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.process.CommandLineArguments;
import dev.nin.cli.series.Series;
import dev.nin.cli.series.SeriesFolder;
import dev.nin.cli.series.SeriesTraining;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * The cross-validation of {@code --folds}: a run for each fold of the training images, which are its validation images.
 */
final class CrossValidation {
    /** Options that make no sense for several runs. */
    private static final List<String> EXCLUDED =
            List.of("--resume", "--cluster", "--local-processes", "--restarts", "--export", "--summary", "--check");

    private CrossValidation() {}

    /**
     * Checks that no other option contradicts {@code --folds}.
     *
     * @throws UserInputException if one does
     */
    static void requireAlone(int folds, CommandLine line) {
        EXCLUDED.stream()
                .filter(option -> line.getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new UserInputException("--folds " + folds + " and " + option + " exclude each other; "
                            + (option.equals("--resume")
                                    ? "to continue, repeat the command that started it, with --out"
                                    : "omit one of them"));
                });
    }

    /**
     * Trains all runs, or those that are left, and returns the exit code.
     *
     * @param program the command line that starts a training, without its arguments
     */
    static int run(int folds, TrainOptions options, List<String> program, CommandLine line) {
        List<String> words = CommandLineArguments.without(
                line.getParseResult().originalArgs(), Set.of("--out", "--config"), Set.of());
        Series series = Series.folds(folds, words, ImageOptions.FOLD);
        try (SeriesFolder folder =
                SeriesFolder.open(options.out(), options.preset().name(), series)) {
            return new SeriesTraining(series, folder, program, line.getOut(), line.getErr()).run();
        }
    }
}
