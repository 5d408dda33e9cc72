// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tensorflow.proto.ConfigProto;

/** Refusals of programs' trainings and evaluations for which no machine has memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not tell how much memory there is")
class MemoryRefusalTest {
    private static final Dataset IMAGES = SmallTraining.SAMPLE.train();
    private static final ConfigProto CPU =
            TensorFlowRuntime.start(Device.parse("cpu"), 0, false).sessionConfig();
    /** 6 GB per output and image. */
    private static final ModelSpec HUGE = Nin.image(28, 28, 1)
            .resize(5000, 5000)
            .conv2d(60, 3, 1, 1)
            .relu()
            .conv2d(60, 3, 1, 1)
            .relu()
            .globalAvgPool()
            .dense(10)
            .build("huge");

    @Test
    void refusesATrainingBeforeItsFirstRun() {
        Trainer trainer = Trainer.of(HUGE)
                .data(IMAGES, IMAGES)
                .session(CPU)
                .config(TrainingConfig.builder().batch(1000).build());

        assertThatThrownBy(trainer::run)
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching(
                        "a step of training on 1000 images of 5000×5000 pixels with the model \"huge\" needs "
                                + "about 2\\d{4}\\.\\d GiB of memory, and \\d+\\.\\d GiB is .*; use a smaller batch, accumulated "
                                + "over more steps, or smaller images");
    }

    @Test
    void refusesTheCheckOfOneBatch() {
        TrainingConfig config = TrainingConfig.builder().batch(1000).build();
        Goals goals = Goals.of(HUGE, Task.classification(IMAGES.classes()));

        assertThatThrownBy(() -> OverfitCheck.run(HUGE, goals, IMAGES, config, CPU))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("a step of training on 1000 images of 5000×5000 pixels");
    }

    @Test
    void refusesAnEvaluation() {
        ModelSpec wide = Nin.image(28, 28, 1)
                .resize(5000, 5000)
                .upSampling(9)
                .globalAvgPool()
                .dense(10)
                .build("wide");
        try (Evaluator evaluator = new Evaluator(wide, Task.classification(IMAGES.classes()), CPU)) {
            assertThatThrownBy(() -> evaluator.evaluate(IMAGES))
                    .isInstanceOf(UserInputException.class)
                    .hasMessageMatching("an evaluation of 100 images of 5000×5000 pixels with the model \"wide\" needs "
                            + "about \\d+\\.\\d GiB of memory, and \\d+\\.\\d GiB is .*; use smaller images");
        }
    }
}
