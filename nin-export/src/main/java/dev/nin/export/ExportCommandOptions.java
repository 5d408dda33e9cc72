// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code export} that need no checkpoint to be understood. */
final class ExportCommandOptions {
    @Option(names = "--version", paramLabel = "N", description = "The version's number. Default: the next one.")
    private @Nullable Long version;

    @Option(
            names = "--variables",
            description = "Weights as variables, to train on or for a model of more than 2 GB. Default: constants.")
    private boolean variables;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            split = ",",
            description = "Batch sizes that a server runs of each signature when it loads the model.")
    private List<Integer> warmUp = List.of();

    @Option(names = "--labels", paramLabel = "FILE", description = "The classes' names, one a line.")
    private @Nullable Path labels;

    @Option(names = "--keep", paramLabel = "N", description = "Remove all but the newest N versions.")
    private @Nullable Integer keep;

    @Option(names = "--batching", description = "Write " + BatchingParameters.FILE + " for the server.")
    private boolean batching;

    ExportCommandOptions() {}

    /** What was chosen. */
    ExportOptions.Builder toBuilder() {
        ExportOptions.Builder options =
                ExportOptions.builder().variables(variables).warmUp(warmUp).batching(batching);
        if (version != null) {
            options.version(version);
        }
        if (labels != null) {
            options.labels(LabelsFile.read(labels));
        }
        if (keep != null) {
            options.keep(keep);
        }
        return options;
    }
}
