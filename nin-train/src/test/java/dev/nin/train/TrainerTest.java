// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.ClassWeights;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.task.Task;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The training loop: reproducibility, metrics and learning. */
class TrainerTest {
    @Test
    void learns() {
        Checkpoint trained = Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.SAMPLE.train(), SmallTraining.SAMPLE.test())
                .config(SmallTraining.CONFIG)
                .run();

        assertThat(SmallTraining.evaluate(trained, SmallTraining.SAMPLE.test()).value("accuracy"))
                .isGreaterThan(0.55);
    }

    @Test
    void repeatsARunOfTheSameSeed() {
        Checkpoint first = SmallTraining.train(SmallTraining.CONFIG);

        assertThat(SmallTraining.train(SmallTraining.CONFIG)).isEqualTo(first);
        assertThat(SmallTraining.train(SmallTraining.CONFIG.toBuilder().seed(2).build())
                        .weights())
                .isNotEqualTo(first.weights());
    }

    @Test
    void namesThatBeginWithAnUnderscoreChangeNothingElse() {
        TrainingConfig all = SmallTraining.CONFIG.toBuilder()
                .averageDecay(0.9)
                .accumulation(2)
                .weightDecay(1e-3)
                .build();
        Checkpoint plain = trained("conv", "fc", all);
        Checkpoint named = trained("_conv", "_fc", all);

        assertThat(named.weights().names()).containsExactly("_conv/kernel", "_conv/bias", "_fc/kernel", "_fc/bias");
        for (String name : plain.weights().names()) {
            assertThat(named.weights().values("_" + name))
                    .isEqualTo(plain.weights().values(name));
        }
        assertThat(named.slots().names()).contains("_fc/kernel/gradient_sum");
    }

    private static Checkpoint trained(String first, String last, TrainingConfig config) {
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(4, 5, 2, 0)
                .named(first)
                .relu()
                .flatten()
                .dense(10)
                .named(last)
                .build("named");
        return Trainer.of(spec)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(config)
                .run();
    }

    @Test
    void augmentsTheImagesItTrainsWithAndRepeatsThat() {
        TrainingConfig augmented = SmallTraining.CONFIG.toBuilder()
                .augmentation(Augmentation.flipShift(2))
                .build();

        assertThat(SmallTraining.train(augmented)).isEqualTo(SmallTraining.train(augmented));
        assertThat(SmallTraining.train(augmented).weights())
                .isNotEqualTo(SmallTraining.train(SmallTraining.CONFIG).weights());
    }

    @Test
    void repeatsARunWithAllThatCanBeAsked() {
        TrainingConfig all = SmallTraining.CONFIG.toBuilder()
                .augmentation(Augmentation.flipShift(1).withCutout(3).withMixUp(0.2))
                .averageDecay(0.9)
                .accumulation(2)
                .weightDecay(1e-3)
                .build();

        Task task = Task.classification(SmallTraining.FEW.classes())
                .smoothed(0.1)
                .weighted(ClassWeights.balanced(SmallTraining.FEW));

        Checkpoint first = SmallTraining.train(task, all);

        assertThat(SmallTraining.train(task, all)).isEqualTo(first);
        assertThat(first.slots().names())
                .containsAll(SmallTraining.MODEL.parameters().keySet())
                .anyMatch(name -> name.endsWith("/gradient_sum"));
        assertThat(SmallTraining.train(task, all.toBuilder().averageDecay(0).build())
                        .weights())
                .isNotEqualTo(first.weights());
    }

    @Test
    void givesACheckpointWithEverythingToGoOnFrom() {
        Checkpoint trained = SmallTraining.train(SmallTraining.CONFIG);

        assertThat(trained.spec()).isEqualTo(SmallTraining.MODEL);
        assertThat(trained.labels()).isEqualTo(SmallTraining.FEW.classes());
        assertThat(trained.step()).isEqualTo(2 * 4);
        assertThat(trained.weights().names())
                .containsExactlyElementsOf(SmallTraining.MODEL.parameters().keySet());
        assertThat(trained.slots().names())
                .hasSameSizeAs(trained.weights().names())
                .allMatch(name -> name.endsWith("/momentum"));
    }

    /** With a rate that changes nothing, the epoch's averages equal those of an evaluation. */
    @Test
    void weighsTheLastSmallerBatchByItsImages() {
        ModelSpec linear = Nin.image(28, 28, 1).flatten().dense(10).build("linear");
        List<EpochMetrics> all = new ArrayList<>();
        Checkpoint trained = Trainer.of(linear)
                .data(SmallTraining.FEW.limit(50), SmallTraining.FEW)
                .config(TrainingConfig.builder()
                        .epochs(1)
                        .batch(48)
                        .learningRate(LearningRate.constant(1e-30))
                        .build())
                .listeners((metrics, checkpoint) -> all.add(metrics))
                .run();

        Evaluation expected = SmallTraining.evaluate(trained, SmallTraining.FEW.limit(50));
        assertThat(all.get(0).train().loss()).isCloseTo(expected.loss(), within(1e-5));
        assertThat(all.get(0).train().value("accuracy"))
                .isEqualTo(expected.value("accuracy"))
                .isBetween(0.01, 0.99);
    }

    @Test
    void staysAsItIs() {
        Trainer without = Trainer.of(SmallTraining.MODEL);
        without.data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG)
                .listeners();

        assertThatThrownBy(without::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the trainer has no images; call data(train, test) before run()");
    }
}
