// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.options.ConfigFile;
import dev.nin.cli.options.ImageOptions;
import dev.nin.cli.series.Series;
import dev.nin.cli.series.SeriesFolder;
import dev.nin.cli.series.SeriesRun;
import dev.nin.cli.series.SeriesTraining;
import dev.nin.cli.series.SweepGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code sweep} command, which trains with each combination of option values. */
@Command(
        name = "sweep",
        description = "Trains with each combination of listed option values.",
        footer = {
            "Repeat the command to continue an interrupted sweep.",
            "A file such as",
            "  epochs: 3",
            "  lr: [0.01, 0.03]",
            "  batch: [32, 64]",
            "makes four runs, one after the other."
        })
final class SweepCommand implements Callable<Integer> {
    private final CommandLine training;
    private final ToDoubleFunction<CommandLine> check;
    private final Supplier<List<String>> program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "Values of the training's options from YAML or JSON; a list has several to try.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder of all runs, which must be new or hold the same sweep.")
    private Path out = Path.of("");

    /**
     * @param training the training command
     * @param check checks the training command's options and returns its share of validation images
     * @param program returns the command line that starts a training, without its arguments
     */
    SweepCommand(CommandLine training, ToDoubleFunction<CommandLine> check, Supplier<List<String>> program) {
        this.training = training;
        this.check = check;
        this.program = program;
    }

    @Override
    public Integer call() {
        ConfigFile grid = new ConfigFile(file, "sweep");
        Series series = SweepGrid.read(grid, training).series();
        boolean hasOwnShare = true;
        for (SeriesRun run : series.runs()) {
            hasOwnShare &= validationSplit(grid, run) > 0;
        }
        if (!hasOwnShare) {
            spec.commandLine()
                    .getOut()
                    .println("validation-split: " + ImageOptions.SHARE_OF_SWEEP
                            + ", to compare the runs, unless the data has validation images");
        }
        try (SeriesFolder folder = SeriesFolder.open(out, "sweep", series)) {
            return new SeriesTraining(
                            series,
                            folder,
                            program.get(),
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run();
        }
    }

    /** Checks the options of a run and returns its share of validation images. */
    private double validationSplit(ConfigFile grid, SeriesRun run) {
        try {
            training.parseArgs(run.arguments().toArray(String[]::new));
        } catch (ParameterException e) {
            throw grid.mistake(String.valueOf(e.getMessage()));
        }
        return check.applyAsDouble(training);
    }
}
