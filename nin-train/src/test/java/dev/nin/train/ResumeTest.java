// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Iterables;
import com.google.common.math.LongMath;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.ClassWeights;
import dev.nin.data.Dataset;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.Initializer;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EarlyStopping;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.weights.Weights;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training resumed from a checkpoint, at any step, is bit-identical to an uninterrupted one. */
class ResumeTest {
    private static final Dataset IMAGES = DataSource.load("sample").train().limit(100);
    private static final Dataset TEST = IMAGES.limit(40);
    private static final Dataset VALIDATION = IMAGES.limit(30);
    private static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .batchNorm()
            .relu()
            .maxPool(2, 2)
            .dropout(0.2)
            .flatten()
            .dense(10)
            .build("small");
    /** Three epochs of four steps; each feature below is added to it separately. */
    private static final TrainingConfig PLAIN = TrainingConfig.builder()
            .epochs(3)
            .batch(32)
            .learningRate(new LearningRate(0.05, Schedule.COSINE, 0.5))
            .unitVariance(true)
            .build();

    @TempDir
    private Path folder;

    static List<Named<TrainingConfig>> features() {
        return List.of(
                Named.of("gradient descent, batch normalization and dropout", PLAIN),
                Named.of("momentum", with(new Optimizer.Momentum(0.9f, true))),
                Named.of("Adam", with(Optimizer.named("adam"))),
                Named.of("AdamW", with(Optimizer.named("adamw"))),
                Named.of("RMSProp", with(Optimizer.named("rmsprop"))),
                Named.of("Muon", with(Optimizer.named("muon"))),
                Named.of("averaging", PLAIN.toBuilder().averageDecay(0.9).build()),
                Named.of("accumulation", PLAIN.toBuilder().accumulation(3).build()),
                Named.of("clipping", PLAIN.toBuilder().clipNorm(0.5).build()),
                Named.of(
                        "sharpness-aware steps",
                        PLAIN.toBuilder().sharpnessRadius(0.1).build()),
                Named.of("augmentation", augmented(Augmentation.flipShift(2).withCutout(4))),
                Named.of("mix-up", augmented(Augmentation.NONE.withMixUp(0.2))),
                Named.of(
                        "plateau",
                        PLAIN.toBuilder()
                                .epochs(5)
                                .learningRate(new LearningRate(1e-9, Schedule.PLATEAU, 0))
                                .build()),
                Named.of(
                        "everything",
                        augmented(Augmentation.flipShift(1).withMixUp(0.2)).toBuilder()
                                .optimizer(Optimizer.named("adam"))
                                .averageDecay(0.9)
                                .accumulation(2)
                                .sharpnessRadius(0.1)
                                .weightDecay(1e-3)
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("features")
    void endsAsIfItHadNeverEnded(TrainingConfig config) {
        Recorder whole = new Recorder(Long.MAX_VALUE);
        Checkpoint expected = trainer(config).listeners(whole).run();

        for (long step : new long[] {1, 4, 7}) {
            Recorder before = new Recorder(step);
            Checkpoint paused = trainer(config).listeners(before).run();
            Path written = folder.resolve("step-" + step);
            paused.write(written);
            Recorder after = new Recorder(Long.MAX_VALUE);
            Checkpoint ended = trainer(config)
                    .resume(Checkpoint.read(written))
                    .listeners(after)
                    .run();

            assertThat(paused.step()).isEqualTo(step);
            assertThat(Checkpoint.read(written)).isEqualTo(paused);
            assertThat(ended).as("resumed after step %d", step).isEqualTo(expected);
            assertThat(after.before).hasSize((int) step / 4);
            assertThat(Stream.of(before.seen, after.seen).flatMap(List::stream)).isEqualTo(whole.seen);
        }
    }

    @Test
    void endsAsIfItHadNeverEndedThoughEachStepWasResumed() {
        Checkpoint expected = trainer(with(new Optimizer.Momentum(0.9f, true))).run();

        Checkpoint found = trainer(with(new Optimizer.Momentum(0.9f, true)))
                .listeners(new Recorder(1))
                .run();
        for (long step = 2; step <= 12; step++) {
            found = trainer(with(new Optimizer.Momentum(0.9f, true)))
                    .listeners(new Recorder(step))
                    .resume(found)
                    .run();
        }

        assertThat(found).isEqualTo(expected);
    }

    /** With a rate that changes nothing, the first epoch is the best, and the patience is two more. */
    @Test
    void remembersHowLongNothingGotBetter() {
        Trainer still = Trainer.of(Nin.image(28, 28, 1).flatten().dense(10).build("linear"))
                .data(IMAGES, TEST)
                .validation(VALIDATION)
                .config(PLAIN.toBuilder()
                        .epochs(9)
                        .learningRate(LearningRate.constant(1e-30))
                        .build());
        Checkpoint expected = still.listeners(new EarlyStopping(2)).run();

        Checkpoint paused =
                still.listeners(new EarlyStopping(2), new Recorder(9)).run();
        Checkpoint ended = still.resume(paused).listeners(new EarlyStopping(2)).run();

        assertThat(expected.step()).isEqualTo(3 * 4);
        assertThat(ended).isEqualTo(expected);
        assertThat(still.resume(ended).listeners(new EarlyStopping(2)).run())
                .as("one that has ended stays as it is")
                .isEqualTo(expected);
    }

    /** With a rate that changes nothing, each epoch has the same metrics, however its images are divided. */
    @ParameterizedTest
    @CsvSource({"16, 32", "32, 16", "8, 100", "32, 24", "24, 7", "32, 32"})
    void measuresAnEpochWhoseBatchChangedOnAllOfItsImages(int before, int after) {
        TrainingConfig config = PLAIN.toBuilder()
                .unitVariance(false)
                .learningRate(LearningRate.constant(1e-30))
                .build();
        Trainer still = Trainer.of(Nin.image(28, 28, 1).flatten().dense(10).build("linear"))
                .data(IMAGES, TEST);
        Recorder whole = new Recorder(Long.MAX_VALUE);
        still.config(config).listeners(whole).run();

        long second = LongMath.divide(IMAGES.size(), before, RoundingMode.CEILING) + 2;
        Recorder first = new Recorder(second);
        Checkpoint paused = still.config(config.toBuilder().batch(before).build())
                .listeners(first)
                .run();
        Trainer changed = still.config(config.toBuilder().batch(after).build()).resume(paused);
        Recorder rest = new Recorder(Long.MAX_VALUE);
        Checkpoint ended = changed.listeners(rest).run();

        for (EpochMetrics epoch : Iterables.concat(first.epochs, rest.epochs)) {
            Evaluation expected = whole.epochs.get(epoch.epoch() - 1).train();
            assertThat(epoch.train().loss())
                    .as("loss of epoch %d", epoch.epoch())
                    .isCloseTo(expected.loss(), within(1e-6));
            assertThat(epoch.train().scores()).isEqualTo(expected.scores());
        }
        int images = rest.steps.stream().mapToInt(StepMetrics::images).sum();
        assertThat(images).isEqualTo(2 * IMAGES.size() - 2 * before);
        assertThat(rest.steps).allMatch(step -> step.step() <= step.steps());
        assertThat(ended.step()).as("each step counts once").isEqualTo(second + rest.steps.size());
    }

    @Test
    void remembersTheLossesOfADeadStartAndTheAttempt() {
        ModelSpec dead = MODEL.mapLayers(layer -> layer.withKernelInitializer(new Initializer.Constant(0)));
        TrainingConfig config = PLAIN.toBuilder().unitVariance(false).reseeds(2).build();
        Trainer trainer = Trainer.of(dead).data(IMAGES, TEST).config(config);
        Recorder whole = new Recorder(Long.MAX_VALUE);
        Checkpoint expected = trainer.listeners(whole).run();

        // The third step of the second attempt, and after its end.
        for (int calls : new int[] {7, 13}) {
            Recorder before = new Recorder(Long.MAX_VALUE, calls);
            Checkpoint paused = trainer.listeners(before).run();
            Recorder after = new Recorder(Long.MAX_VALUE);
            Checkpoint ended = trainer.resume(paused).listeners(after).run();

            assertThat(ended).isEqualTo(expected);
            assertThat(before.dead + after.dead).isEqualTo(whole.dead).isEqualTo(3);
        }
    }

    @Test
    void refusesWhatItCannotGoOnFrom() {
        Checkpoint ended = trainer(PLAIN).run();
        Checkpoint withoutProgress =
                new Checkpoint(MODEL, ended.weights(), Weights.empty(), ended.labels(), ended.step());
        ModelSpec other = Nin.image(28, 28, 1).flatten().dense(10).build("other");

        assertThatThrownBy(() -> trainer(PLAIN).resume(withoutProgress))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the checkpoint's progress has no usable train_loss, so training cannot resume from it; "
                        + "start a new one with its weights");
        assertThatThrownBy(() -> Trainer.of(other).resume(ended))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the weights' \"dense_1/kernel\" has the shape ");
        Trainer another = trainer(with(new Optimizer.Momentum(0.9f, true))).resume(ended);
        assertThatThrownBy(another::run)
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the checkpoint does not have the optimizer's state (there is no array \"")
                .hasMessageEndingWith("); resume with the optimizer and the averaging it was made with");
    }

    private static TrainingConfig with(Optimizer optimizer) {
        return PLAIN.toBuilder().optimizer(optimizer).build();
    }

    private static TrainingConfig augmented(Augmentation augmentation) {
        return PLAIN.toBuilder().augmentation(augmentation).build();
    }

    private static Trainer trainer(TrainingConfig config) {
        Classification task =
                Task.classification(IMAGES.classes()).smoothed(0.1).weighted(ClassWeights.balanced(IMAGES));
        return Trainer.of(MODEL, task).data(IMAGES, TEST).validation(VALIDATION).config(config);
    }

    /** Pauses after some step, and records all notifications without their times. */
    private static final class Recorder implements TrainingListener {
        private final long until;
        private final int calls;
        private final List<Object> seen = new ArrayList<>();
        private final List<StepMetrics> steps = new ArrayList<>();
        private final List<EpochMetrics> epochs = new ArrayList<>();
        private List<EpochMetrics> before = List.of();
        private long step;
        private int called;
        private int dead;

        Recorder(long until) {
            this(until, Integer.MAX_VALUE);
        }

        Recorder(long until, int calls) {
            this.until = until;
            this.calls = calls;
        }

        @Override
        public void resumed(List<EpochMetrics> epochs) {
            before = epochs;
        }

        @Override
        public void stepTaken(StepMetrics metrics) {
            step = (metrics.epoch() - 1) * metrics.steps() + metrics.step();
            called++;
            seen.add(metrics);
            steps.add(metrics);
        }

        @Override
        public void startedDead(ChanceLevelPlateau found) {
            dead++;
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
            epochs.add(metrics);
            seen.add(List.of(metrics.train(), metrics.validation(), metrics.test(), metrics.learningRate()));
        }

        @Override
        public boolean wantsToPause() {
            return step >= until || called >= calls;
        }
    }
}
