// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.process.StopSignals;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunDescription;
import dev.nin.train.Trainer;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** A task that is not the chief: it trains with the others and writes nothing. */
final class FollowingTask {
    private final TrainingPlan plan;
    private final TrainOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    FollowingTask(TrainingPlan plan, TrainOptions options, CommandLine line) {
        this.plan = plan;
        this.options = options;
        out = line.getOut();
        err = line.getErr();
    }

    /**
     * Trains to the end and returns the exit code.
     *
     * @param resumed the resumed run; empty for a new one
     */
    int train(Optional<ResumedRun> resumed) {
        String description = RunDescription.json(
                plan,
                List.of(),
                resumed.isPresent() ? resumed.get().weights() : options.origin().map(RunDescription::weights));
        if (resumed.isPresent() && resumed.get().isReported() && !resumed.get().isExtended(description)) {
            out.println("run " + resumed.get().path() + " is already finished");
            return 0;
        }
        Optional<Found> from = resumed.flatMap(ResumedRun::newestSeen);
        try (JoinedTasks tasks = JoinedTasks.join(plan, description, from, err);
                StopSignals signals = StopSignals.listen()) {
            out.println(plan.cluster().orElseThrow().title());
            List<TrainingListener> listeners = new ArrayList<>(List.of(signals));
            plan.earlyStopping().ifPresent(listeners::add);
            Trainer trainer = plan.trainer().listeners(listeners.toArray(TrainingListener[]::new));
            tasks.run(from.map(found -> trainer.resume(found.checkpoint())).orElse(trainer));
            OptionalInt stopped = signals.exitCode();
            out.println(stopped.isPresent() ? "stopped" : "done");
            return stopped.orElse(0);
        }
    }
}
