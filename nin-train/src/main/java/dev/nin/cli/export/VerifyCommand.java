// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.ServedTask;
import dev.nin.savedmodel.Verification;
import dev.nin.serving.version.ModelLoader;
import dev.nin.versions.NewestVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code verify} command, which checks an exported model and measures it on labeled images. */
@Command(
        name = "verify",
        description = "Loads a model, runs it, and checks its files.",
        footer = {
            "",
            "With --data, prints its accuracy on images and the one in its manifest. On the test images",
            "of its training run the two must agree (exit code 2 if they do not); on others, and for a model",
            "exported with --tta, they may differ."
        },
        sortOptions = false)
public final class VerifyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL_DIR[/N]", description = ExportedModels.FOLDER)
    private Path model = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "NAME|DIR",
            description = "Images to measure the accuracy on, as in training: the data's test images if it has them, "
                    + "else all. Classes are named by label (- or _ for /) or by index from 0.")
    private @Nullable String data;

    @Mixin
    private final AllowedOperations allowed = new AllowedOperations();

    @Override
    public void run() {
        // The version is resolved once: a newer one may appear at any time.
        Path version = NewestVersion.in(model);
        if (data == null) {
            print(version, ExportedModels.runtime());
            return;
        }
        ModelManifest manifest = ModelManifest.read(version)
                .orElseThrow(
                        () -> new UserInputException("model " + version + " has no manifest with labels for --data; "
                                + "omit --data, or use a model that this library exported"));
        if (manifest.labels().isEmpty()) {
            throw new UserInputException("model " + version + " has the task "
                    + manifest.tasks().stream().map(ServedTask::kind).collect(Collectors.joining(" and "))
                    + ", expected classification for --data; omit --data");
        }
        try (VerifiedImages images = VerifiedImages.of(DataSource.find(data, DataOptions.DEFAULT), manifest)) {
            TensorFlowRuntime runtime = ExportedModels.runtime();
            print(version, runtime);
            out().println(images.measure(version, allowed.serving(runtime.sessionConfig()))
                    .compared(manifest));
        }
    }

    private void print(Path version, TensorFlowRuntime runtime) {
        ConfigProto config = runtime.sessionConfig();
        out().print(Verification.of(version, folder -> ModelLoader.load(folder, config, allowed.types()))
                .table());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
