// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
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

    @Mixin
    private GivenData data = new GivenData();

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
        try (GivenData.Images images = data.open(checkpoint.spec(), targets.get(0));
                Evaluator evaluator =
                        Evaluator.of(checkpoint, ExportedModels.runtime().sessionConfig(), versions)) {
            spec.commandLine().getOut().println(line(evaluator.evaluate(images.parts()), images, versions));
        }
    }

    private String line(Evaluation found, GivenData.Images images, TestTimeAugmentation versions) {
        Stream<String> scores = found.scores().stream()
                .map(score -> String.format(Locale.ROOT, "%s %.4f", score.name().replace('_', ' '), score.value()));
        return Stream.concat(scores, Stream.of(String.format(Locale.ROOT, "loss %.4f", found.loss())))
                        .collect(Collectors.joining(", "))
                + String.format(
                        Locale.ROOT,
                        " on %,d images of %s%s",
                        images.size(),
                        data.name(),
                        versions == TestTimeAugmentation.NONE ? "" : " and their mirror images");
    }
}
