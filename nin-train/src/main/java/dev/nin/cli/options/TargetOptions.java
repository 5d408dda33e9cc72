// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.primitives.Ints;
import dev.nin.UserInputException;
import dev.nin.data.source.DataOptions;
import dev.nin.task.Target.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the targets of the images and the file that lists them. */
public final class TargetOptions {
    private static final String CLASSIFICATION = "classification";

    /** A name selects the task to learn, a number selects this process among several: both may be given. */
    @Option(
            names = "--task",
            paramLabel = "NAME|N",
            description = "classification, multi-label, regression, segmentation, reconstruction.")
    private @Nullable List<String> tasks;

    @Option(names = "--labels", paramLabel = "FILE", description = "The images' targets: CSV or JSON lines.")
    private Optional<Path> labels = Optional.empty();

    /** Returns the options with these targets. */
    public DataOptions of(DataOptions options) {
        DataOptions known = options.withTargets(kind());
        return labels.map(known::withLabels).orElse(known);
    }

    /** Returns the name of the task to learn. */
    String task() {
        return words().filter(word -> !isNumber(word)).reduce(CLASSIFICATION, (before, word) -> word);
    }

    /**
     * Returns the number of this process among several, if it has one.
     *
     * @throws UserInputException if the number is out of range
     */
    Optional<Integer> place() {
        return words().filter(TargetOptions::isNumber)
                .reduce((before, word) -> word)
                .map(word -> {
                    Integer place = Ints.tryParse(word);
                    if (place == null) {
                        throw new UserInputException(
                                "--task " + word + " is not the number of a process, expected 0 or more");
                    }
                    return place;
                });
    }

    private Stream<String> words() {
        return tasks == null ? Stream.of() : tasks.stream();
    }

    /** Returns whether the value of --task is the number of a process. */
    public static boolean isNumber(String word) {
        return word.matches("-?[0-9]+");
    }

    /**
     * Returns the kind of the images' targets.
     *
     * @throws UserInputException if there is no such task
     */
    Kind kind() {
        return switch (task()) {
            case CLASSIFICATION -> Kind.CLASS;
            case "multi-label" -> Kind.TAGS;
            case "regression" -> Kind.VALUES;
            case "segmentation" -> Kind.MASK;
            case "reconstruction" -> Kind.IMAGE;
            default ->
                throw new UserInputException("--task " + task() + " is not known, expected classification, multi-label,"
                        + " regression, segmentation or reconstruction");
        };
    }
}
