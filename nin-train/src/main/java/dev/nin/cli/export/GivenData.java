// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.model.ModelSpec;
import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The input images of a command, with the targets of a trained model's only task. */
final class GivenData {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|DIR",
            description = "The labeled data, as in training.")
    private String data = "";

    @Option(names = "--labels", paramLabel = "FILE", description = "The images' targets as CSV or JSON lines.")
    private @Nullable Path labels;

    /**
     * The data's test images if it has them, else all its images.
     *
     * @param sets all images
     * @param parts the selected ones, in parts that are not empty
     */
    record Images(ImageSets sets, List<Dataset> parts) implements AutoCloseable {
        int size() {
            return parts.stream().mapToInt(Dataset::size).sum();
        }

        @Override
        public void close() {
            sets.close();
        }
    }

    /** Returns the data's name on the command line. */
    String name() {
        return data;
    }

    /**
     * Opens the images.
     *
     * @param spec the model
     * @param target the target of its only task
     * @throws dev.nin.UserInputException if the data cannot be read, lacks the target or has a class unknown to the
     *     model
     */
    Images open(ModelSpec spec, Target target) {
        DataOptions options = DataOptions.DEFAULT.withTargets(target.kind());
        DataSource source = DataSource.find(data, labels == null ? options : options.withLabels(labels));
        ImageSets sets = source.open(spec.input());
        try {
            List<Dataset> parts = source.holdsTest() ? List.of(sets.test()) : List.of(sets.train(), sets.test());
            return new Images(
                    sets,
                    parts.stream()
                            .filter(part -> part.size() > 0)
                            .map(part -> named(part, target))
                            .toList());
        } catch (RuntimeException | Error e) {
            sets.close();
            throw e;
        }
    }

    private Dataset named(Dataset images, Target target) {
        return target.kind() == Target.Kind.CLASS
                ? images.withClasses(target.names(), ClassName.labels(images.classes(), target.names(), data))
                : images;
    }
}
