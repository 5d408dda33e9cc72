// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.primitives.Ints;
import dev.nin.data.source.DataOptions;
import dev.nin.model.UserInputException;
import dev.nin.task.Target.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be known of each image, and the file that says it. */
final class TargetOptions {
    private static final String CLASSIFICATION = "classification";

    /** A name says what is learnt, a number which of several processes this one is: both may be given. */
    @Option(
            names = "--task",
            paramLabel = "NAME|N",
            description = "classification, multi-label, regression, segmentation, reconstruction.")
    private @Nullable List<String> tasks;

    @Option(names = "--labels", paramLabel = "FILE", description = "What is learnt of each image: CSV, JSON lines.")
    private Optional<Path> labels = Optional.empty();

    /** Options with these targets. */
    DataOptions of(DataOptions options) {
        DataOptions known = options.withTargets(kind());
        return labels.map(known::withLabels).orElse(known);
    }

    /** The name of what is learnt. */
    String task() {
        return words().filter(word -> !isNumber(word)).reduce(CLASSIFICATION, (before, word) -> word);
    }

    /**
     * This process's place among several, if it has one.
     *
     * @throws UserInputException if the number is too large to be one
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

    /** Whether a task's word is a process's place. */
    static boolean isNumber(String word) {
        return word.matches("-?[0-9]+");
    }

    /**
     * What is to be known of each image.
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
