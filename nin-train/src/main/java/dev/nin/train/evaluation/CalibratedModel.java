// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tensorflow.proto.ConfigProto;

/**
 * A classifier whose temperature was fitted to some images. Fitting it again gives the same result, since it starts
 * from temperature 1.
 *
 * @param checkpoint the model with its temperature
 * @param temperature the divisor of its logits
 * @param before its calibration on the images with temperature 1
 * @param after its calibration on the images with its temperature
 */
public record CalibratedModel(Checkpoint checkpoint, double temperature, Calibration before, Calibration after) {
    /**
     * Fits the temperature of a classifier.
     *
     * @param trained the classifier, calibrated or not
     * @param parts images that were not trained on, with the model's classes; at least one in total
     * @param session the configuration of the session
     * @return the calibrated model; empty if the images do not determine a temperature ({@link TemperatureFit})
     * @throws IllegalArgumentException if the model's only task is not a {@link Classification}
     */
    public static Optional<CalibratedModel> fit(Checkpoint trained, List<Dataset> parts, ConfigProto session) {
        if (!isClassifier(trained.goals())) {
            throw new IllegalArgumentException("the tasks are "
                    + trained.goals().goals().stream()
                            .map(goal -> goal.task().kind())
                            .toList() + ", expected a single classification");
        }
        Checkpoint plain = tempered(trained, 1);
        try (Evaluator evaluator = Evaluator.of(plain, session)) {
            Predictions predictions =
                    Predictions.joined(parts.stream().map(evaluator::predict).toList());
            OptionalDouble fitted = TemperatureFit.of(predictions);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            double temperature = fitted.getAsDouble();
            return Optional.of(new CalibratedModel(
                    tempered(plain, temperature),
                    temperature,
                    Calibration.of(predictions),
                    Calibration.of(predictions.tempered(temperature))));
        }
    }

    /**
     * Returns whether the only task is a classification with the loss of this library.
     *
     * @param goals the tasks of a model
     * @return whether {@link #fit} accepts a model with these tasks
     */
    public static boolean isClassifier(Goals goals) {
        return goals.goals().size() == 1 && goals.goals().get(0).task() instanceof Classification;
    }

    private static Checkpoint tempered(Checkpoint checkpoint, double temperature) {
        return checkpoint.withGoals(checkpoint.goals().map(task -> tempered(task, temperature)));
    }

    private static Task tempered(Task task, double temperature) {
        return ((Classification) task).calibrated(temperature);
    }
}
