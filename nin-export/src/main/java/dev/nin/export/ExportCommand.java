package dev.nin.export;

import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of this module: {@code export} and {@code predict}. */
@Command(
        name = "nin-export",
        description = "Exports trained models for TensorFlow Serving and asks exported ones.",
        synopsisSubcommandLabel = "(export | predict)")
public final class ExportCommand implements Runnable {
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
        throw new ParameterException(spec.commandLine(), "no sub-command is given, expected export or predict");
    }

    @Command(name = "export", description = "Writes a checkpoint as the next version of a model.")
    void export(
            @Option(
                            names = "--checkpoint",
                            required = true,
                            paramLabel = "RUN_OR_CHECKPOINT",
                            description = "A training run's folder, or one of its checkpoints.")
                    Path checkpoint,
            @Option(names = "--to", required = true, paramLabel = "MODEL_DIR", description = "The model's folder.")
                    Path to,
            @Option(names = "--version", paramLabel = "N", description = "The version's number. Default: the next one.")
                    @Nullable Long version) {
        runtime();
        Checkpoint read = Checkpoint.read(folder(checkpoint));
        Path published =
                version == null ? SavedModelExporter.export(read, to) : SavedModelExporter.export(read, to, version);
        out().println("exported " + published);
    }

    @Command(name = "predict", description = "Prints the label and probability of image files.")
    void predict(
            @Parameters(
                            paramLabel = "MODEL_DIR[/N]",
                            description = "A model's folder, for its newest version, or a version's.")
                    Path model,
            @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG files.") List<Path> images) {
        TensorFlowRuntime runtime = runtime();
        try (Predictor predictor = Predictor.open(model, runtime.sessionConfig())) {
            for (Path image : images) {
                byte[] pixels = ImageFiles.read(image, predictor.height(), predictor.width(), predictor.channels());
                Prediction prediction = predictor.predict(pixels).get(0);
                out().println(String.format(
                        Locale.ROOT, "%s\t%s\t%.4f", image, prediction.label(), prediction.probability()));
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
