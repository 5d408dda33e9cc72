// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.data.Split;
import dev.nin.export.CommandRunner;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.VersionDirectory;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import dev.nin.report.Report;
import dev.nin.report.TensorBoard;
import dev.nin.report.TrainedRun;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.EpochMetrics;
import dev.nin.train.OverfitCheck;
import dev.nin.train.Trainer;
import dev.nin.train.TrainingConfig;
import dev.nin.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The training command: without options, NiN on the bundled sample of Fashion-MNIST. */
@Command(
        name = "nin-train",
        subcommands = {WeightsCommand.class, DoctorCommand.class, CompareCommand.class, GenerateCompletion.class},
        synopsisHeading = "Usage: ",
        customSynopsis = "nin-train [OPTION...], or nin-train COMMAND (each has its own --help)",
        sortOptions = false,
        footerHeading = "Examples:%n",
        footer = {
            "  nin-train                              NiN on the bundled sample, minutes",
            "  nin-train --preset best --export models/fashion     all of Fashion-MNIST",
            "  nin-train --data photos --image-size 96     a folder of images a class"
        })
public final class TrainCommand implements Runnable {
    /** What has been read and checked, and is to be trained. */
    private record Plan(
            Trainer trainer,
            TrainingConfig config,
            ImageSets data,
            ModelSpec model,
            TensorFlowRuntime runtime,
            Header header,
            Optional<TrainingListener> earlyStopping) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private final TrainOptions options = new TrainOptions();

    @Mixin
    private final RuntimeOptions runtimeOptions = new RuntimeOptions();

    /**
     * Runs the command.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        // Pictures are painted in memory, also where DISPLAY names a screen that is not there.
        System.setProperty("java.awt.headless", "true");
        CommandRunner.main(new TrainCommand(), arguments);
    }

    @Spec
    void layOutHelp(CommandSpec command) {
        HelpLayout.apply(command);
    }

    @Override
    public void run() {
        options.configFile().ifPresent(file -> file.apply(spec.commandLine()));
        TrainingConfig config = options.config();
        runtimeOptions.check();
        double share = options.validationSplit();
        Optional<TrainingListener> earlyStopping = options.earlyStopping();
        ImageSets data = ImageSets.load(options.data()).limit(options.trainLimit(), options.testLimit());
        Optional<LabeledImages> validation = Optional.empty();
        if (share > 0) {
            Split split = Split.of(data.train(), share, config.seed());
            data = new ImageSets(data.name(), split.rest(), data.test());
            validation = Optional.of(split.part());
        }
        ModelSpec model = Models.of(options, data.train());
        if (options.summary()) {
            out().print(model.summary());
            out().flush();
            return;
        }
        Optional<Weights> weights =
                Optional.ofNullable(options.weights()).map(path -> Checkpoints.weights(path, model));
        TensorFlowRuntime runtime = runtimeOptions.start();
        if (options.check()) {
            check(OverfitCheck.run(model, data.train(), config, runtime.sessionConfig()));
            return;
        }
        Trainer trainer =
                Trainer.of(model).data(data.train(), data.test()).config(config).session(runtime.sessionConfig());
        Trainer started = weights.map(trainer::weights).orElse(trainer);
        Trainer complete = validation.map(started::validation).orElse(started);
        int aside = validation.map(LabeledImages::size).orElse(0);
        Header header = new Header(options.preset().name(), model, data, aside, runtime);
        train(new Plan(complete, config, data, model, runtime, header, earlyStopping));
    }

    private void train(Plan plan) {
        String preset = options.preset().name();
        Path export = options.export();
        if (export != null) {
            new VersionDirectory(export).requireWritable();
        }
        RunFolder run = RunFolder.create(options.out(), preset);
        String description = description(plan);
        List<EpochMetrics> epochs = new ArrayList<>();
        try (TensorBoard board = TensorBoard.create(
                        run.tensorBoard(),
                        plan.model(),
                        plan.data().test(),
                        RunDescription.hyperparameters(preset, plan.config(), plan.data(), plan.model()));
                Progress progress =
                        Progress.on(Terminal.of(out()), plan.config().epochs())) {
            run.describe(description);
            out().println(plan.header().lines(run.path()));
            List<TrainingListener> listeners =
                    new ArrayList<>(List.of(run, board, progress, (epoch, checkpoint) -> epochs.add(epoch)));
            plan.earlyStopping().ifPresent(listeners::add);
            plan.trainer().listeners(listeners.toArray(TrainingListener[]::new)).run();
            finish(plan, run, epochs, description, board);
        } catch (TFResourceExhaustedException e) {
            throw new UserInputException(
                    "TensorFlow has no memory for images of --image-size " + options.imageSize()
                            + " in batches of --batch " + plan.config().batch() + "; use smaller ones",
                    e);
        } finally {
            run.discardUnlessKept();
        }
    }

    /** Says where the run is, exports it and reports it. */
    private void finish(Plan plan, RunFolder run, List<EpochMetrics> epochs, String description, TensorBoard board) {
        out().println("run: " + run.path());
        Checkpoint best = Checkpoint.read(run.best());
        Path export = options.export();
        if (export != null) {
            ExportOptions how = ExportOptions.builder()
                    .source(run.best())
                    .session(plan.runtime().sessionConfig())
                    .build();
            out().println("exported: " + SavedModelExporter.export(best, export, how));
        }
        TrainedRun trained =
                new TrainedRun(plan.header().title(), best, epochs, plan.data().test(), description);
        Runnable writing = () -> {
            Report.write(run.path(), trained, plan.runtime().sessionConfig());
            board.pictures(run.path());
        };
        if (Afterwards.report(writing, run.path(), spec.commandLine().getErr())) {
            out().println("report: " + run.path().resolve(Report.PAGE));
        }
    }

    private String description(Plan plan) {
        return RunDescription.json(
                spec.commandLine().getParseResult().originalArgs(),
                options.preset().name(),
                plan.config(),
                plan.data(),
                plan.model(),
                plan.runtime().description(),
                Optional.ofNullable(options.weights()));
    }

    private void check(OverfitCheck found) {
        if (!found.isPassed()) {
            throw new UserInputException("--check: the model has not learnt one batch by heart (" + found
                    + "); check its last layers, the labels and --lr");
        }
        out().print(Wrapped.of("check: one batch is learnt by heart (" + found + ")", 80, 0));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
