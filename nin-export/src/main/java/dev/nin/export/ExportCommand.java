// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.command.CommandRunner;
import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.text.Printable;
import dev.nin.verification.LabeledFolder;
import dev.nin.verification.Verification;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        Path folder = folder(checkpoint);
        Checkpoint read = Checkpoint.read(folder);
        options.source(folder).session(runtime.sessionConfig());
        out().println("exported " + SavedModelExporter.export(read, to, options.build()));
    }

    @Command(
            name = "verify",
            description = "Loads a model, runs its signatures and its warm-up, and checks its files.",
            sortOptions = false)
    void verify(
            @Parameters(paramLabel = "MODEL_DIR[/N]", description = MODEL) Path model,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "A folder of one folder of images a class, named by the labels: tells the "
                                    + "accuracy on them.")
                    @Nullable Path data) {
        TensorFlowRuntime runtime = runtime();
        out().print(Verification.of(model, runtime.sessionConfig()).table());
        if (data != null) {
            out().println(LabeledFolder.accuracy(data, model, runtime.sessionConfig()));
        }
        out().flush();
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

    /** A run's best checkpoint, or the folder itself. */
    private static Path folder(Path runOrCheckpoint) {
        if (!Files.isDirectory(runOrCheckpoint)) {
            throw new UserInputException(
                    "--checkpoint " + runOrCheckpoint + " is no folder; name a training run's folder or a checkpoint");
        }
        Path best = runOrCheckpoint.resolve("best");
        return Files.isDirectory(best) ? best : runOrCheckpoint;
    }

    private static TensorFlowRuntime runtime() {
        return TensorFlowRuntime.start(Device.parse("auto"), 0, false);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
