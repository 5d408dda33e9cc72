// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.BestCheckpoint;
import dev.nin.cli.run.RunLock;
import dev.nin.cli.run.RunPlaces;
import dev.nin.cli.screen.CalibrationLine;
import dev.nin.data.Dataset;
import dev.nin.files.Reasons;
import dev.nin.task.Target;
import dev.nin.train.evaluation.CalibratedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code calibrate} command, which fits the temperature of a trained classifier to labeled images. */
@Command(
        name = "calibrate",
        description = "Fits the confidence of a run's best checkpoint to labeled images.",
        footer = {
            "",
            "Divides the logits by a temperature (Guo et al. 2017), so that about 80 %% of the",
            "images with a probability of 0.8 are classified correctly. The predicted classes",
            "stay the same. Give images that the run was not trained on. A training with",
            "--validation-split calibrates by itself.",
            "",
            "Uses the data's test images if it has them, else all images. Models exported",
            "before stay as they are."
        },
        sortOptions = false)
public final class CalibrateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "A training run's folder.")
    private Path run = Path.of("");

    @Mixin
    private GivenData data = new GivenData();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use the first N images of a fixed shuffle. Default: all.")
    private @Nullable Integer limit;

    @Override
    public void run() {
        if (!Files.isDirectory(run)) {
            throw new UserInputException("run " + run + " is not a folder; name a training run's folder");
        }
        try {
            Path folder = RunPlaces.existing(run);
            BestCheckpoint best = new BestCheckpoint(folder);
            Checkpoint trained = classifier(best);
            RunLock lock = RunLock.take(folder);
            try {
                calibrate(trained, best);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UserInputException(
                    "run " + run + " cannot be written (" + Reasons.of(e) + "); make it writable", e);
        }
    }

    private Checkpoint classifier(BestCheckpoint best) {
        Checkpoint trained = best.read();
        if (!CalibratedModel.isClassifier(trained.goals())) {
            throw new UserInputException("calibrate needs a classifier with one output, " + run + " has "
                    + trained.goals().goals().stream()
                            .map(goal -> goal.task().kind())
                            .collect(Collectors.joining(" and "))
                    + "; name the run of a classifier");
        }
        return trained;
    }

    private void calibrate(Checkpoint trained, BestCheckpoint best) {
        Target target = trained.goals().targets(trained.spec()).get(0);
        try (GivenData.Images images = data.open(trained.spec(), target)) {
            List<Dataset> parts = limited(images.parts());
            int count = parts.stream().mapToInt(Dataset::size).sum();
            Optional<CalibratedModel> calibrated =
                    CalibratedModel.fit(trained, parts, ExportedModels.runtime().sessionConfig());
            String line = CalibrationLine.of(calibrated, count, "images of " + data.name());
            CalibratedModel found = calibrated.orElseThrow(() ->
                    new UserInputException(line + "; name more images, some of which the model classifies wrongly"));
            best.replace(found.checkpoint());
            spec.commandLine()
                    .getOut()
                    .println(line
                            + String.format(
                                    Locale.ROOT,
                                    "; their expected calibration error was %.4f and is %.4f",
                                    found.before().expectedError(),
                                    found.after().expectedError()));
        }
    }

    private List<Dataset> limited(List<Dataset> parts) {
        if (limit == null) {
            return parts;
        }
        if (limit < 1) {
            throw new UserInputException("--limit is " + limit + ", expected at least 1");
        }
        List<Dataset> limited = new ArrayList<>();
        int left = limit;
        for (Dataset part : parts) {
            if (left > 0) {
                limited.add(part.limit(left));
                left -= Math.min(left, part.size());
            }
        }
        return limited;
    }
}
