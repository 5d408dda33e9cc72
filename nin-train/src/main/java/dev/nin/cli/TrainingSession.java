// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.options.CheckpointPolicy;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.process.CommandLineArguments;
import dev.nin.cli.process.StopSignals;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunDescription;
import dev.nin.cli.run.RunFolder;
import dev.nin.cli.screen.DivergenceNote;
import dev.nin.cli.screen.HeadLine;
import dev.nin.cli.screen.Phases;
import dev.nin.cli.screen.Progress;
import dev.nin.cli.screen.ProgressDisplay;
import dev.nin.cli.screen.Terminal;
import dev.nin.cli.series.SeriesFolder;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.report.Report;
import dev.nin.report.TensorBoard;
import dev.nin.report.TrainedRun;
import dev.nin.train.DivergedException;
import dev.nin.train.Trainer;
import dev.nin.train.progress.MetricsReader;
import dev.nin.train.progress.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tensorflow.exceptions.TensorFlowException;
import picocli.CommandLine;

/** One call of the training command: a run from its start or from a checkpoint, to its report or a stop signal. */
final class TrainingSession {
    private final TrainingPlan plan;
    private final TrainOptions options;
    private final CheckpointPolicy policy;
    private final Phases phases;
    private final Optional<TrainingListener> memoryLine;
    private final List<String> arguments;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param phases the phases of the program
     * @param memoryLine the listener that prints memory use, if any
     * @param line the command line, whose arguments start with those of files and of the original run
     */
    TrainingSession(
            TrainingPlan plan,
            TrainOptions options,
            CheckpointPolicy policy,
            Phases phases,
            Optional<TrainingListener> memoryLine,
            CommandLine line) {
        this.plan = plan;
        this.options = options;
        this.policy = policy;
        this.phases = phases;
        this.memoryLine = memoryLine;
        arguments = CommandLineArguments.without(
                line.getParseResult().originalArgs(), CommandLineArguments.OF_A_PROCESS, Set.of("--allow-public"));
        out = line.getOut();
        err = line.getErr();
    }

    /** Trains from the start; returns the exit code. */
    int train() {
        requireExportable();
        try (RunFolder run = RunFolder.create(options.out(), plan.preset(), policy)) {
            try {
                Optional<JsonNode> weights = options.origin().map(RunDescription::weights);
                String description = RunDescription.json(plan, arguments, weights);
                run.describe(description);
                return train(run, description, Optional.empty(), true);
            } finally {
                run.discardUnlessKept();
            }
        }
    }

    /**
     * Resumes a run; returns the exit code.
     *
     * @param force whether model, data and configuration may have changed
     * @param exports whether to export the run even if it is finished
     */
    int resume(ResumedRun resumed, boolean force, boolean exports) {
        requireExportable();
        String description = RunDescription.json(
                plan,
                CommandLineArguments.without(arguments, Set.of("--resume"), Set.of("--force")),
                resumed.weights());
        List<String> differences = resumed.differences(description);
        if (!differences.isEmpty() && !force) {
            throw resumed.changed(differences);
        }
        boolean isChanged = !differences.isEmpty() || resumed.isExtended(description);
        RunFolder run = resumed.folder(options.out() == null, policy);
        if (!isChanged && resumed.isReported()) {
            out.println("run " + run.path() + " is already finished; its best checkpoint is " + run.best()
                    + "; to train more epochs, add --epochs with a number above "
                    + plan.config().epochs());
            if (exports) {
                export(run);
            }
            return 0;
        }
        Optional<Found> from = resumed.newest(out::println);
        if (isChanged) {
            run.describe(description);
        }
        try {
            Files.deleteIfExists(run.path().resolve(Report.PAGE));
        } catch (IOException e) {
            throw new UserInputException("the old report in " + run.path() + " cannot be removed; make it writable", e);
        }
        return train(run, description, from, false);
    }

    private int train(RunFolder run, String description, Optional<Found> from, boolean isNew) {
        int epochs =
                from.map(found -> Trainer.epochs(found.checkpoint()).size()).orElse(0);
        Map<String, Object> hyperparameters = RunDescription.hyperparameters(plan);
        try (StopSignals signals = StopSignals.listen(new LastWords(run, isNew, out));
                TensorBoard board = TensorBoard.resume(
                        run.tensorBoard(), epochs, plan.model(), plan.data().test(), hyperparameters)) {
            out.println(plan.header().lines(run.path()));
            from.ifPresent(found -> out.println("from    " + found.path()));
            if (from.isEmpty()) {
                run.resumed(List.of());
            }
            Checkpoint end;
            OptionalInt stopped;
            try (JoinedTasks tasks = JoinedTasks.join(plan, description, from, err);
                    Progress progress =
                            ProgressDisplay.on(Terminal.of(out), plan.config().epochs())) {
                if (plan.cluster().isPresent()) {
                    // The tasks stop together.
                    signals.awaitStep();
                }
                end = tasks.run(trainer(from, board, progress, signals, run));
                stopped = signals.exitCode();
                if (stopped.isPresent()) {
                    signals.stopped();
                }
            }
            if (stopped.isPresent()) {
                out.println("stopped: the checkpoint is " + run.keep(end) + "; continue with --resume " + run.path());
                return stopped.getAsInt();
            }
            signals.endAtOnce();
            finish(run, description, board);
            return 0;
        } catch (DivergedException e) {
            if (options.images().isOfSweep()) {
                SeriesFolder.noteDivergence(run.path(), e);
            }
            throw e;
        } catch (TensorFlowException e) {
            if (!MemoryFailure.is(e)) {
                throw e;
            }
            throw new UserInputException(
                    "TensorFlow has no memory for images of --image-size "
                            + plan.model().input().height() + " in batches of --batch "
                            + plan.config().batch() + "; use smaller ones",
                    e);
        }
    }

    /** The folder is notified last, so that its checkpoint implies that all others have written. */
    private Trainer trainer(
            Optional<Found> from, TensorBoard board, Progress progress, StopSignals signals, RunFolder run) {
        List<TrainingListener> listeners =
                new ArrayList<>(List.of(phases, board, new HeadLine(out), progress, new DivergenceNote(out), signals));
        memoryLine.ifPresent(listeners::add);
        plan.earlyStopping().ifPresent(listeners::add);
        listeners.add(run);
        Trainer trainer = plan.trainer().listeners(listeners.toArray(TrainingListener[]::new));
        return from.map(found -> trainer.resume(found.checkpoint())).orElse(trainer);
    }

    /** Prints the run's folder, exports the model and writes the report, also if the export is refused. */
    private void finish(RunFolder run, String description, TensorBoard board) {
        phases.end("training");
        out.println("run: " + run.path());
        plan.data().validation().ifPresent(images -> {
            if (Afterwards.calibrate(run, images, plan.runtime().sessionConfig(), out)) {
                phases.end("calibration");
            }
        });
        try {
            export(run);
        } finally {
            report(run, description, board);
        }
    }

    private void report(RunFolder run, String description, TensorBoard board) {
        TrainedRun trained = new TrainedRun(
                plan.header().title(),
                plan.header().summary(),
                Checkpoint.read(run.best()),
                MetricsReader.read(run.metrics()),
                plan.data().test(),
                description);
        Runnable writing = () -> {
            Report.write(run.path(), trained, plan.runtime().sessionConfig());
            board.pictures(run.path());
        };
        if (Afterwards.report(writing, run.path(), err)) {
            out.println("report: " + run.path().resolve(Report.PAGE));
            phases.end("report");
        }
    }

    private void export(RunFolder run) {
        Path target = options.export();
        if (target == null) {
            return;
        }
        ExportOptions how = ExportOptions.builder()
                .source(run.best())
                .session(plan.runtime().sessionConfig())
                .build();
        out.println("exported: " + SavedModelExporter.export(Checkpoint.read(run.best()), target, how));
        phases.end("export");
    }

    private void requireExportable() {
        if (options.export() != null) {
            SavedModelExporter.requireExportable(plan.model(), options.export(), ExportOptions.defaults());
        }
    }
}
