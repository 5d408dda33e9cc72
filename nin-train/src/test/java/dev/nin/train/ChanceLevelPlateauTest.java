// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.model.Initializer;
import dev.nin.model.ModelSpec;
import dev.nin.task.output.Goals;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** A dead start, and overfitting of a single batch. */
class ChanceLevelPlateauTest {
    /** Kernels of zeros: nothing ever passes the first layer. */
    @Test
    void tellsOfADeadStartAndBeginsAgain() {
        ModelSpec dead =
                SmallTraining.MODEL.mapLayers(layer -> layer.withKernelInitializer(new Initializer.Constant(0)));
        List<ChanceLevelPlateau> found = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        Trainer.of(dead)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG.toBuilder()
                        .unitVariance(false)
                        .reseeds(2)
                        .build())
                .listeners(new TrainingListener() {
                    @Override
                    public void startedDead(ChanceLevelPlateau each) {
                        found.add(each);
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        epochs.add(metrics.epoch());
                    }
                })
                .run();

        assertThat(found).hasSize(3);
        assertThat(found.get(0).layer()).startsWith("conv2d(8, 5, 2, 0) (");
        assertThat(found.get(0).toString())
                .startsWith("dead start: after 4 steps the loss is 2.30")
                .contains("100 % zeros", "reseeding on a dead start");
        assertThat(epochs).containsExactly(1, 2);
    }

    @Test
    void saysNothingOfAStartThatLives() {
        List<ChanceLevelPlateau> found = new ArrayList<>();
        Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG)
                .listeners(new TrainingListener() {
                    @Override
                    public void startedDead(ChanceLevelPlateau each) {
                        found.add(each);
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
                })
                .run();

        assertThat(found).isEmpty();
    }

    @Test
    void learnsOneBatchByHeartUnlessItIsDead() {
        ModelSpec dead =
                SmallTraining.MODEL.mapLayers(layer -> layer.withKernelInitializer(new Initializer.Constant(0)));

        Goals goals = Goals.of(SmallTraining.MODEL, SmallTraining.TASK);

        OverfitCheck passed = OverfitCheck.run(
                SmallTraining.MODEL, goals, SmallTraining.FEW, SmallTraining.CONFIG, ConfigProto.getDefaultInstance());
        OverfitCheck failed = OverfitCheck.run(
                dead,
                goals,
                SmallTraining.FEW,
                SmallTraining.CONFIG.toBuilder().unitVariance(false).build(),
                ConfigProto.getDefaultInstance());

        assertThat(passed.isPassed()).as(passed.toString()).isTrue();
        assertThat(passed.images()).isEqualTo(32);
        assertThat(failed.isPassed()).as(failed.toString()).isFalse();
        assertThat(failed.steps()).isEqualTo(300);
    }
}
