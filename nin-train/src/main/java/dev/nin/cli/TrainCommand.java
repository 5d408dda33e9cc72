// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.cli.export.EvaluateCommand;
import dev.nin.cli.export.ExportCommand;
import dev.nin.cli.export.PredictCommand;
import dev.nin.cli.export.VerifyCommand;
import dev.nin.cli.options.CheckpointOptions;
import dev.nin.cli.options.ClusterOptions;
import dev.nin.cli.options.FineTuning;
import dev.nin.cli.options.RuntimeOptions;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.FoundData;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.process.ChildProgram;
import dev.nin.cli.process.CommandLineArguments;
import dev.nin.cli.process.Launcher;
import dev.nin.cli.process.LocalTasks;
import dev.nin.cli.run.GivenWeights;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunPlaces;
import dev.nin.cli.screen.Wrapped;
import dev.nin.cluster.ClusterPlan;
import dev.nin.command.CommandRunner;
import dev.nin.data.ImageSets;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Starting;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.output.Goals;
import dev.nin.train.OverfitCheck;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.MatchedWeights;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The training command. Without options it trains NiN on the bundled sample of Fashion-MNIST. */
@Command(
        name = TrainCommand.PROGRAM,
        subcommands = {
            ExportCommand.class,
            VerifyCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            DataCommand.class,
            WeightsCommand.class,
            DoctorCommand.class,
            CompareCommand.class,
            GenerateCompletion.class
        },
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

    /**
     * Runs the command.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        // Pictures are drawn in memory, even if DISPLAY names a screen that does not exist.
        System.setProperty("java.awt.headless", "true");
        CommandRunner.main(TrainCommand::program, withoutName(arguments));
    }

    /** Returns the program: this command, its sub-commands, and itself by its name among them. */
    public static CommandLine program() {
        CommandLine program = new CommandLine(new TrainCommand());
        CommandLine named = new CommandLine(new TrainCommand());
        Map<String, CommandLine> others = Map.copyOf(program.getSubcommands());
        List<String> order = List.copyOf(program.getSubcommands().keySet());
        order.forEach(named.getCommandSpec()::removeSubcommand);
        order.forEach(program.getCommandSpec()::removeSubcommand);
        named.getCommandSpec()
                .usageMessage()
                .customSynopsis(PROGRAM + " " + NAME + " [OPTION...]")
                .description("Trains a network; what the program does without a command.");
        program.addSubcommand(NAME, named);
        order.forEach(other -> program.addSubcommand(other, others.get(other)));
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

    /** Reads and checks the input and trains, or runs the other requested action. */
    private int withPlan(ToIntFunction<TrainingPlan> training) {
        long seed = options.config().seed();
        double labelSmoothing = options.labelSmoothing();
        options.task().kind();
        runtimeOptions.check();
        checkpointOptions.policy();
        options.weights();
        double share = options.validationSplit();
        Optional<Integer> patience = options.patience();
        if (options.summary().isPresent()) {
            try (FoundData found = FoundData.of(options, seed, share, out(), () -> {})) {
                out().print(found.model().summary(options.summary().get()));
                out().flush();
                return 0;
            }
        }
        // Starts while files are listed, before an image is decoded: the first session fixes the threads of all.
        Starting<TensorFlowRuntime> starting = Starting.of(runtimeOptions::start);
        try (FoundData found = FoundData.of(options, seed, share, out(), starting::await)) {
            TensorFlowRuntime runtime = starting.await();
            TrainingConfig config = config(found);
            if (options.check()) {
                Goals plain =
                        Goals.of(found.model(), options.task().task(found.sets().train(), 0));
                check(OverfitCheck.run(found.model(), plain, found.sets().train(), config, runtime.sessionConfig()));
                return 0;
            }
            Goals goals =
                    Goals.of(found.model(), options.task().task(found.sets().train(), labelSmoothing));
            Trainer trainer = trainer(found, goals, config).session(runtime.sessionConfig());
            return training.applyAsInt(new TrainingPlan(
                    options.preset().name(), trainer, goals, config, found, runtime, patience, cluster()));
        }
    }

    private TrainingConfig config(FoundData found) {
        TrainingConfig config = options.config(found.sets().train());
        return options.fineTuning()
                .map(tuned -> config.toBuilder()
                        .layerRates(tuned.rates(found.model()))
                        .build())
                .orElse(config);
    }

    private Trainer trainer(FoundData found, Goals goals, TrainingConfig config) {
        ImageSets data = found.sets();
        ModelSpec model = found.model();
        boolean isNew = checkpointOptions.resume().isEmpty();
        Optional<FineTuning> tuned = options.fineTuning().filter(each -> isNew);
        if (tuned.isPresent()) {
            Path file = tuned.get().file((bytes, total) -> {});
            MatchedWeights matched = tuned.get().weights(file, model);
            out().print(Wrapped.of("weights " + file + ": " + matched.summary(), 80, 8));
            return tuned.get().start(Trainer.of(model, goals).data(data).config(config), matched, options.preset());
        }
        Optional<Weights> weights = Optional.ofNullable(options.weights())
                .filter(path -> isNew)
                .map(path -> GivenWeights.weights(path, model));
        Trainer trainer = Trainer.of(model, goals).data(data).config(config);
        return weights.map(trainer::weights).orElse(trainer);
    }

    private Optional<ClusterPlan> cluster() {
        return clusterOptions.plan(options.task().place());
    }

    private TrainingSession session(TrainingPlan plan) {
        return new TrainingSession(
                plan, options, checkpointOptions.policy(), runtimeOptions.memoryLine(out()), spec.commandLine());
    }

    private void check(OverfitCheck found) {
        if (!found.isPassed()) {
            throw new UserInputException("--check: the model did not overfit one batch (" + found
                    + "); check its last layers, the labels and --lr");
        }
        out().print(Wrapped.of("check: the model overfits one batch (" + found + ")", 80, 0));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
