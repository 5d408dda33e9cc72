// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.metric.Score;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.ConfigProto;

/** Every kind of task is trained, resumed and evaluated. */
class TaskTrainingTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void isLearned(TaskExample example) {
        List<EpochMetrics> epochs = new ArrayList<>();
        Checkpoint trained = example.trainer(80, Augmentation.NONE)
                .config(TrainingConfig.builder()
                        .epochs(12)
                        .batch(16)
                        .clipNorm(1)
                        .build())
                .listeners((metrics, checkpoint) -> epochs.add(metrics))
                .run();

        Evaluation first = epochs.get(0).test();
        Evaluation last = epochs.get(11).test();
        assertThat(last.loss()).isLessThan(0.9 * first.loss());
        assertThat(last.isBetterThan(first)).as(first + " " + last).isTrue();
        try (Evaluator evaluator = Evaluator.of(trained, ConfigProto.getDefaultInstance())) {
            assertThat(evaluator.evaluate(TaskExample.images(80).limit(20))).isEqualTo(last);
        }
    }

    /** Images and masks are mirrored and moved; training is paused after the third of ten steps. */
    @ParameterizedTest
    @EnumSource
    void endsAsIfItHadNeverEnded(TaskExample example) {
        Augmentation augmentation = Augmentation.flipShift(2);
        Checkpoint whole = example.trainer(80, augmentation).run();
        Checkpoint paused =
                example.trainer(80, augmentation).listeners(new PauseAfter(3)).run();
        paused.write(folder.resolve("paused"));
        Checkpoint resumed = example.trainer(80, augmentation)
                .resume(Checkpoint.read(folder.resolve("paused")))
                .run();

        assertThat(paused.step()).isEqualTo(3);
        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void severalOutputsAreMeasuredByName() {
        List<EpochMetrics> epochs = new ArrayList<>();
        TaskExample.TWO_OUTPUTS
                .trainer(32, Augmentation.NONE)
                .listeners((metrics, checkpoint) -> epochs.add(metrics))
                .run();
        assertThat(epochs.get(0).test().scores())
                .extracting(Score::name)
                .containsExactly("class_accuracy", "values_mae", "values_rmse", "values_r2");
    }

    /** The loss grows by the loss of that output for each unit of weight. */
    @Test
    void theLossOfAnOutputCountsByItsWeight() {
        Checkpoint trained =
                TaskExample.TWO_OUTPUTS.trainer(32, Augmentation.NONE).run();
        double one = loss(trained, 1);
        double two = loss(trained, 2);
        double three = loss(trained, 3);

        assertThat(two - one).isGreaterThan(1e-3).isCloseTo(three - two, within(1e-4));
    }

    private static double loss(Checkpoint trained, double weight) {
        Goals goals = trained.goals().weighted("values", weight);
        try (Evaluator evaluator = new Evaluator(trained.spec(), goals, ConfigProto.getDefaultInstance())) {
            evaluator.load(trained.weights());
            return evaluator.evaluate(TaskExample.images(32)).loss();
        }
    }

    @Test
    void imagesThatLackTargetsAreRefused() {
        Dataset dark = TargetImages.of(new ImageShape(28, 28, 1), new byte[20 * 784])
                .with(Target.ofTags(List.of("left", "right", "up", "down")), new float[20 * 4]);
        assertThatThrownBy(() -> Trainer.of(TaskExample.TAGS.spec(), TaskExample.TAGS.goals())
                        .data(dark, dark))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "the images have [tags of the kind TAGS [4] [left, right, up, down]], the task learns tags of"
                                + " the kind TAGS [4] [left, right, upper, lower]; give images that have it");
        Task classes = Task.classification(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        assertThatThrownBy(() -> Trainer.of(TaskExample.CLASSES.spec(), classes)
                        .data(TaskExample.images(20), TaskExample.images(20)))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the images have [class of the kind CLASS [] [")
                .hasMessageContaining(", the task learns class of the kind CLASS [] [a, b, ");
    }

    /** Pauses after a step. */
    private static final class PauseAfter implements TrainingListener {
        private final long last;
        private long taken;

        PauseAfter(long last) {
            this.last = last;
        }

        @Override
        public void stepTaken(StepMetrics metrics) {
            taken++;
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}

        @Override
        public boolean wantsToPause() {
            return taken >= last;
        }
    }
}
