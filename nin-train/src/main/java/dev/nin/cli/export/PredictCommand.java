// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.serving.ServingOptions;
import dev.nin.versions.NewestVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code predict} command, which runs an exported model on image files. */
@Command(
        name = "predict",
        description = "Prints a model's predictions for image files.",
        footer = {
            "",
            "One line per image: the most probable class; tags of at least 0.5; values by name; a mask's share of each",
            "class. With several outputs, each prediction by its name."
        },
        sortOptions = false)
public final class PredictCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL_DIR[/N]", description = ExportedModels.FOLDER)
    private Path model = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "JPEG, PNG or BMP files of any size.")
    private List<Path> images = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write masks and reconstructed images there, as PNG files.")
    private @Nullable Path out;

    @Mixin
    private final AllowedOperations allowed = new AllowedOperations();

    @Override
    public void run() {
        ServingOptions options = allowed.serving(ExportedModels.runtime().sessionConfig());
        @Nullable AnswerImages written = out == null ? null : new AnswerImages(out);
        try (AnswerLines lines = NewestVersion.load(model, version -> AnswerLines.open(version, options, written))) {
            for (Path image : images) {
                spec.commandLine().getOut().println(lines.line(image));
            }
        }
    }
}
