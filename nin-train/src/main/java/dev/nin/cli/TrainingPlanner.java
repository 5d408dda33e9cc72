// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.cli.options.CheckpointOptions;
import dev.nin.cli.options.FineTuning;
import dev.nin.cli.options.RuntimeOptions;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.FoundData;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.process.StopSignals;
import dev.nin.cli.run.GivenWeights;
import dev.nin.cli.screen.Phases;
import dev.nin.cli.screen.Wrapped;
import dev.nin.cluster.ClusterPlan;
import dev.nin.data.ImageSets;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.InsufficientMemoryException;
import dev.nin.runtime.Starting;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.output.Goals;
import dev.nin.train.OverfitCheck;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.MatchedWeights;
import dev.nin.weights.Weights;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Plans a training by the options of a command line.
 *
 * @param phases the phases of the program
 * @param cluster the tasks that train together; empty for this process alone
 * @param out receives what the user is shown
 */
record TrainingPlanner(
        TrainOptions options,
        CheckpointOptions checkpointOptions,
        RuntimeOptions runtimeOptions,
        Phases phases,
        Optional<ClusterPlan> cluster,
        PrintWriter out) {
    /**
     * Reads and checks the input and trains, or prints the summary or checks the model if that is requested.
     *
     * @param training runs the planned training
     * @return the exit code
     */
    int run(ToIntFunction<TrainingPlan> training) {
        // Until a training has its own handling, there is nothing to keep.
        StopSignals signals = StopSignals.listen(this::stop);
        try {
            return planned(training);
        } catch (InsufficientMemoryException e) {
            throw new UserInputException(e.messageFor("a smaller --batch", "a smaller --image-size"), e);
        } finally {
            signals.close();
        }
    }

    private void stop() {
        out.println("stopped: nothing was kept");
        out.flush();
    }

    private int planned(ToIntFunction<TrainingPlan> training) {
        options.requireValid(runtimeOptions, checkpointOptions);
        long seed = options.config().seed();
        double labelSmoothing = options.labelSmoothing();
        double share = options.validationSplit();
        Optional<Integer> patience = options.patience();
        if (options.summary().isPresent()) {
            try (FoundData found = FoundData.of(options, seed, share, out, () -> {})) {
                out.print(found.model().summary(options.summary().get()));
                out.flush();
                return 0;
            }
        }
        phases.end("Java and options");
        // Starts while files are listed, before an image is decoded: the first session fixes the threads of all.
        Starting<TensorFlowRuntime> starting = Starting.of(() -> runtimeOptions.start(options.preset()));
        try (FoundData found = FoundData.of(options, seed, share, out, starting::await)) {
            TensorFlowRuntime runtime = starting.await();
            phases.end("TensorFlow and images");
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
                    options.preset().name(), trainer, goals, config, found, runtime, patience, cluster));
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
            out.print(Wrapped.of("weights " + file + ": " + matched.summary(), 80, 8));
            return tuned.get().start(Trainer.of(model, goals).data(data).config(config), matched, options.preset());
        }
        Optional<Weights> weights = Optional.ofNullable(options.weights())
                .filter(path -> isNew)
                .map(path -> GivenWeights.weights(path, model));
        Trainer trainer = Trainer.of(model, goals).data(data).config(config);
        return weights.map(trainer::weights).orElse(trainer);
    }

    private void check(OverfitCheck found) {
        if (!found.isPassed()) {
            throw new UserInputException("--check: the model did not overfit one batch (" + found
                    + "); check its last layers, the labels and --lr");
        }
        out.print(Wrapped.of("check: the model overfits one batch (" + found + ")", 80, 0));
        out.flush();
    }
}
