// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.task.Target;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code evaluate} command, which evaluates a trained model on any data with the targets of its task. */
@Command(
        name = "evaluate",
        description = "Evaluates a trained model on data with its task's metrics.",
        footer = {
            "",
            "Uses the data's test images if it has them, else all images.",
            "Classes are named by label (- or _ for /) or by index from 0; some of the",
            "model's classes may be absent. Published weights have the classes of ImageNet,",
            "whose folders may be named by identifiers such as n01440764."
        },
        sortOptions = false)
public final class EvaluateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN_OR_CHECKPOINT",
            description = "A training run's folder, or one of its checkpoints.")
    private @Nullable Path run;

    @Mixin
    private GivenModel model = new GivenModel();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|DIR",
            description = "The data to evaluate on, as in training.")
    private String data = "";

    @Option(names = "--labels", paramLabel = "FILE", description = "The images' targets as CSV or JSON lines.")
    private @Nullable Path labels;

    @Mixin
    private AugmentationOption augmentation = new AugmentationOption();

    @Override
    public void run() {
        TestTimeAugmentation versions = augmentation.parsed();
        Checkpoint checkpoint = model.read(run, "RUN_OR_CHECKPOINT");
        List<Target> targets = checkpoint.goals().targets(checkpoint.spec());
        if (targets.size() > 1) {
            throw new UserInputException("evaluate needs a model with one task, " + model.name(run) + " has "
                    + targets.stream().map(Target::name).collect(Collectors.joining(", "))
                    + "; use dev.nin.train.evaluation.Evaluator");
        }
        DataOptions options = DataOptions.DEFAULT.withTargets(targets.get(0).kind());
        DataSource source = DataSource.find(data, labels == null ? options : options.withLabels(labels));
        try (ImageSets sets = source.open(checkpoint.spec().input());
                Evaluator evaluator =
                        Evaluator.of(checkpoint, ExportedModels.runtime().sessionConfig(), versions)) {
            List<Dataset> parts = source.holdsTest() ? List.of(sets.test()) : List.of(sets.train(), sets.test());
            List<Dataset> measured = parts.stream()
                    .filter(part -> part.size() > 0)
                    .map(part -> named(part, targets.get(0)))
                    .toList();
            spec.commandLine().getOut().println(line(evaluator.evaluate(measured), measured, versions));
        }
    }

    private Dataset named(Dataset images, Target target) {
        return target.kind() == Target.Kind.CLASS
                ? images.withClasses(target.names(), ClassName.labels(images.classes(), target.names(), data))
                : images;
    }

    private String line(Evaluation found, List<Dataset> measured, TestTimeAugmentation versions) {
        Stream<String> scores = found.scores().stream()
                .map(score -> String.format(Locale.ROOT, "%s %.4f", score.name().replace('_', ' '), score.value()));
        return Stream.concat(scores, Stream.of(String.format(Locale.ROOT, "loss %.4f", found.loss())))
                        .collect(Collectors.joining(", "))
                + String.format(
                        Locale.ROOT,
                        " on %,d images of %s%s",
                        measured.stream().mapToInt(Dataset::size).sum(),
                        data,
                        versions == TestTimeAugmentation.NONE ? "" : " and their mirror images");
    }
}
