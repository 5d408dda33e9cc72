// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.cli.options.CheckpointOptions;
import dev.nin.cli.options.RuntimeOptions;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.run.RunPlaces;
import dev.nin.files.Reasons;
import dev.nin.report.RateReport;
import dev.nin.report.page.Numbers;
import dev.nin.train.rate.RateCurve;
import dev.nin.train.rate.RateFinder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code find-rate} command, which suggests a learning rate for a training. */
@Command(
        name = "find-rate",
        synopsisHeading = "Usage: ",
        customSynopsis = "nin find-rate [OPTION...]",
        description = "Suggests a learning rate: trains a few steps while the rate rises, until the loss diverges.",
        footer = {
            "",
            "Takes the options of the training that the rate is for, such as --model and --data.",
            "The rate is the best for the optimizer, batch and augmentation it was found with."
        },
        sortOptions = false)
final class FindRateCommand implements Callable<Integer> {
    /** Options of a training that have no meaning here. */
    private static final List<String> WITHOUT_MEANING = List.of(
            "--lr",
            "--schedule",
            "--warmup",
            "--epochs",
            "--patience",
            "--reseed-on-dead-start",
            "--export",
            "--summary",
            "--check");

    @Spec
    private CommandSpec spec;

    @Option(names = "--steps", paramLabel = "N", description = "Number of steps (200).")
    private int steps = RateFinder.STEPS;

    @Mixin
    private final TrainOptions options = new TrainOptions();

    @Mixin
    private final RuntimeOptions runtimeOptions = new RuntimeOptions();

    @Spec
    void layOutHelp(CommandSpec command) {
        HelpLayout.apply(command);
        for (String name : WITHOUT_MEANING) {
            OptionSpec option = command.findOption(name);
            if (option != null) {
                command.remove(option);
            }
        }
    }

    @Override
    public Integer call() {
        options.configFile().ifPresent(file -> file.apply(spec.commandLine()));
        return new TrainingPlanner(
                        options,
                        new CheckpointOptions(),
                        runtimeOptions,
                        runtimeOptions.phases(spec.commandLine().getErr()),
                        Optional.empty(),
                        out())
                .run(this::find);
    }

    private int find(TrainingPlan plan) {
        Path folder = folder();
        out().println(plan.header().lines(folder));
        RateCurve curve = curve(plan, folder);
        RateReport.write(folder, plan.header().title(), plan.header().summary(), curve);
        out().println(String.format(
                Locale.ROOT,
                "lowest loss: %.4f at a rate of %s, in %d steps",
                curve.lowest().smoothLoss(),
                Numbers.rate(curve.lowest().rate()),
                curve.points().size()));
        out().println(curve.steepest()
                .map(point -> "suggestion: --lr " + Numbers.rate(point.rate()))
                .orElse("no suggestion: the loss falls at no rate; try more --steps, or --check the model"));
        out().println("report: " + folder.resolve(RateReport.PAGE));
        return 0;
    }

    private RateCurve curve(TrainingPlan plan, Path folder) {
        try {
            return RateFinder.find(plan.trainer(), plan.data().train(), plan.config(), steps);
        } catch (RuntimeException | Error e) {
            RunPlaces.discardEmpty(folder);
            throw e;
        }
    }

    private Path folder() {
        try {
            return RunPlaces.create(options.out(), "find-rate");
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + RunPlaces.shown(options.out()) + " cannot be written (" + Reasons.of(e)
                            + "); name another folder",
                    e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
