// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.command.CheckpointFolder;
import dev.nin.command.CommandRunner;
import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.text.Printable;
import dev.nin.verification.Accuracy;
import dev.nin.verification.LabeledSet;
import dev.nin.verification.Verification;
import dev.nin.versions.NewestVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of this module: {@code export}, {@code verify} and {@code predict}. */
@Command(
        name = "nin-export",
        description = "Exports trained models for TensorFlow Serving and asks exported ones.",
        synopsisSubcommandLabel = "(export | verify | predict)")
public final class ExportCommand implements Runnable {
    private static final String MODEL = "A model's folder, for its newest version, or a version's.";

    @Spec
    private CommandSpec spec;

    ExportCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        CommandRunner.main(new ExportCommand(), arguments);
    }

    /** Without a sub-command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no sub-command is given, expected export, verify or predict");
    }

    @Command(name = "export", description = "Writes a checkpoint as the next version of a model.", sortOptions = false)
    void export(
            @Option(
                            names = "--checkpoint",
                            required = true,
                            paramLabel = "RUN_OR_CHECKPOINT",
                            description = "A training run's folder, or one of its checkpoints.")
                    Path checkpoint,
            @Option(names = "--to", required = true, paramLabel = "MODEL_DIR", description = "The model's folder.")
                    Path to,
            @Mixin ExportCommandOptions chosen) {
        ExportOptions.Builder options = chosen.toBuilder();
        TensorFlowRuntime runtime = runtime();
        Path folder = CheckpointFolder.of(checkpoint);
        Checkpoint read = Checkpoint.read(folder);
        options.source(folder).session(runtime.sessionConfig());
        out().println("exported " + SavedModelExporter.export(read, to, options.build(), this::warn));
    }

    @Command(
            name = "verify",
            description = "Loads a model, runs its signatures and its warm-up, and checks its files.",
            footer = {
                "",
                "With --data, its accuracy on images is told beside the one in its manifest. On the very test images",
                "of its training run the two must agree (exit code 2 if they do not); on others they may differ."
            },
            sortOptions = false)
    void verify(
            @Parameters(paramLabel = "MODEL_DIR[/N]", description = MODEL) Path model,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "Images to tell the accuracy on: the test files of MNIST's family or CIFAR, "
                                    + "or one folder of images a class, named by the label (- or _ for /) or its "
                                    + "place from 0.")
                    @Nullable Path data) {
        // One version, found once: a newer one may appear at any time.
        Path version = NewestVersion.in(model);
        Optional<ModelManifest> manifest = data == null ? Optional.empty() : Optional.of(required(version));
        Optional<LabeledSet> set = manifest.map(known -> LabeledSet.read(Objects.requireNonNull(data), known.labels()));
        TensorFlowRuntime runtime = runtime();
        out().print(Verification.of(version, runtime.sessionConfig()).table());
        out().flush();
        if (manifest.isPresent() && set.isPresent()) {
            Accuracy accuracy =
                    Accuracy.measure(set.get(), version, manifest.get().labels(), runtime.sessionConfig());
            out().println(accuracy.compared(manifest.get()));
        }
    }

    private static ModelManifest required(Path version) {
        return ModelManifest.read(version)
                .orElseThrow(
                        () -> new UserInputException("model " + version + " has no manifest, so that --data has no "
                                + "labels to go by; leave --data out, or use a model that this library exported"));
    }

    @Command(name = "predict", description = "Prints the label and probability of image files.")
    void predict(
            @Parameters(paramLabel = "MODEL_DIR[/N]", description = MODEL) Path model,
            @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG files of any size.")
                    List<Path> images) {
        TensorFlowRuntime runtime = runtime();
        try (Predictor predictor = Predictor.open(model, runtime.sessionConfig())) {
            for (Path image : images) {
                Prediction prediction = predictor.predict(image);
                out().println(String.format(
                        Locale.ROOT,
                        "%s\t%s\t%.4f",
                        image,
                        Printable.line(prediction.label()),
                        prediction.probability()));
            }
        }
    }

    private static TensorFlowRuntime runtime() {
        return TensorFlowRuntime.start(Device.parse("auto"), 0, false);
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("warning: " + line);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
