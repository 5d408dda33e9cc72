// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.export.CalibrateCommand;
import dev.nin.cli.export.EvaluateCommand;
import dev.nin.cli.export.ExportCommand;
import dev.nin.cli.export.PredictCommand;
import dev.nin.cli.export.VerifyCommand;
import dev.nin.cli.options.CheckpointOptions;
import dev.nin.cli.options.ClusterOptions;
import dev.nin.cli.options.RuntimeOptions;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.process.ChildProgram;
import dev.nin.cli.process.CommandLineArguments;
import dev.nin.cli.process.Launcher;
import dev.nin.cli.process.LocalTasks;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunDescription;
import dev.nin.cli.run.RunPlaces;
import dev.nin.cli.screen.Phases;
import dev.nin.cluster.ClusterPlan;
import dev.nin.command.CommandRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The training command. Without options it trains NiN on the bundled sample of Fashion-MNIST. */
@Command(
        name = TrainCommand.PROGRAM,
        synopsisHeading = "Usage: ",
        customSynopsis = "nin [train] [OPTION...], or nin COMMAND (each has its own --help)",
        sortOptions = false,
        footerHeading = "Examples:%n",
        footer = {
            "  nin                                    NiN on the bundled sample, minutes",
            "  nin --preset best --export models/fashion     all of Fashion-MNIST",
            "  nin --data photos --preset fine-tune    a folder of images per class"
        })
public final class TrainCommand implements Callable<Integer> {
    static final String PROGRAM = "nin";
    private static final String NAME = "train";

    @Spec
    private CommandSpec spec;

    @Mixin
    private final TrainOptions options = new TrainOptions();

    @Mixin
    private final CheckpointOptions checkpointOptions = new CheckpointOptions();

    @Mixin
    private final RuntimeOptions runtimeOptions = new RuntimeOptions();

    @Mixin
    private final ClusterOptions clusterOptions = new ClusterOptions();

    private @Nullable Phases phases;

    /**
     * Runs the command.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        // Pictures are drawn in memory, even if DISPLAY names a screen that does not exist.
        System.setProperty("java.awt.headless", "true");
        // Numbers of charts, too, have the same digits in every locale.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        CommandRunner.main(TrainCommand::program, withoutName(arguments));
    }

    /** Returns the program: this command, its sub-commands, and itself by its name among them. */
    public static CommandLine program() {
        CommandLine program = new CommandLine(new TrainCommand());
        program.getCommandSpec()
                .version(PROGRAM + " " + RunDescription.version())
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .hidden(true)
                        .type(boolean.class)
                        .description("Show the version and exit.")
                        .build());
        CommandLine named = new CommandLine(new TrainCommand());
        named.getCommandSpec()
                .usageMessage()
                .customSynopsis(PROGRAM + " " + NAME + " [OPTION...]")
                .description("Trains a network; what the program does without a command.");
        program.addSubcommand(NAME, named);
        Stream.of(
                        new ExportCommand(),
                        new VerifyCommand(),
                        new PredictCommand(),
                        new EvaluateCommand(),
                        new CalibrateCommand(),
                        new DataCommand(),
                        new WeightsCommand(),
                        new DoctorCommand(),
                        new SweepCommand(
                                named, TrainCommand::validationSplit, () -> ChildProgram.words(TrainCommand.class)),
                        new CompareCommand(),
                        new FindRateCommand(),
                        new GenerateCompletion())
                .forEach(program::addSubcommand);
        return program;
    }

    /**
     * Returns the arguments without a leading {@code train}, which is what the program does by default: files of
     * options and resumed runs parse the arguments again, and expect options only.
     */
    static String[] withoutName(String... arguments) {
        boolean isNamed = arguments.length > 0 && arguments[0].equals(NAME);
        return isNamed ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    }

    @Spec
    void layOutHelp(CommandSpec command) {
        HelpLayout.apply(command);
    }

    @Override
    public Integer call() throws IOException {
        options.configFile().ifPresent(file -> file.apply(spec.commandLine()));
        LocalTasks.endWithLauncher();
        Optional<Path> resumed = checkpointOptions.resume();
        Optional<Integer> folds = options.images().folds();
        if (folds.isPresent()) {
            CrossValidation.requireAlone(folds.get(), spec.commandLine());
            options.requireValid(runtimeOptions, checkpointOptions);
            return CrossValidation.run(
                    folds.get(), options, ChildProgram.words(TrainCommand.class), spec.commandLine());
        }
        if (launches()) {
            return launch(resumed);
        }
        boolean follows = cluster().map(cluster -> cluster.task() > 0).orElse(false);
        if (follows) {
            return follow(resumed);
        }
        if (resumed.isEmpty()) {
            return withPlan(plan -> session(plan).train());
        }
        try (ResumedRun run = ResumedRun.open(resumed.get())) {
            boolean exports = spec.commandLine().getParseResult().hasMatchedOption("--export");
            run.apply(spec.commandLine());
            return withPlan(plan -> session(plan).resume(run, checkpointOptions.force(), exports));
        }
    }

    /** Checks a parsed command and returns the share of the training images to set aside, 0 for none. */
    private static double validationSplit(CommandLine line) {
        TrainCommand command = line.getCommand();
        command.options.requireValid(command.runtimeOptions, command.checkpointOptions);
        return command.options.validationSplit();
    }

    private boolean launches() {
        return (clusterOptions.localProcesses() > 1 || clusterOptions.restarts() > 0)
                && options.summary().isEmpty()
                && !options.check();
    }

    private int launch(Optional<Path> resumed) throws IOException {
        cluster();
        options.config();
        options.labelSmoothing();
        runtimeOptions.check();
        int count = clusterOptions.localProcesses();
        List<String> words = new ArrayList<>(CommandLineArguments.without(
                spec.commandLine().getParseResult().originalArgs(), Set.of("--out"), Set.of()));
        Path folder;
        if (resumed.isPresent()) {
            folder = RunPlaces.existing(resumed.get());
        } else {
            folder = RunPlaces.create(options.out(), options.preset().name());
            words.addAll(List.of("--out", folder.toString()));
        }
        runtimeOptions.threadsEach(count).ifPresent(threads -> words.addAll(List.of("--threads", threads)));
        return new Launcher(
                        ChildProgram.words(TrainCommand.class),
                        count,
                        clusterOptions.restarts(),
                        out(),
                        spec.commandLine().getErr())
                .run(words, folder, runtimeOptions.isCpu());
    }

    private int follow(Optional<Path> resumed) throws IOException {
        if (resumed.isEmpty()) {
            return withPlan(plan -> following(plan).train(Optional.empty()));
        }
        ResumedRun run = ResumedRun.look(resumed.get());
        run.apply(spec.commandLine());
        return withPlan(plan -> following(plan).train(Optional.of(run)));
    }

    private FollowingTask following(TrainingPlan plan) {
        return new FollowingTask(plan, options, spec.commandLine());
    }

    private int withPlan(ToIntFunction<TrainingPlan> training) {
        return new TrainingPlanner(options, checkpointOptions, runtimeOptions, phases(), cluster(), out())
                .run(training);
    }

    private Optional<ClusterPlan> cluster() {
        return clusterOptions.plan(options.task().place(), System.getenv());
    }

    private TrainingSession session(TrainingPlan plan) {
        return new TrainingSession(
                plan,
                options,
                checkpointOptions.policy(),
                phases(),
                runtimeOptions.memoryLine(out()),
                spec.commandLine());
    }

    /** The same object for all phases, since each starts when the one before ended. */
    private Phases phases() {
        if (phases == null) {
            phases = runtimeOptions.phases(spec.commandLine().getErr());
        }
        return phases;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
