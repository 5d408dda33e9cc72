// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EarlyStopping;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The notifications of a training to its listeners, and what listeners may change. */
class TrainingListenerTest {
    @Test
    void tellsEachListenerOfEachEpochInOrder() {
        List<EpochMetrics> all = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        Checkpoint trained = Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG)
                .listeners(
                        (metrics, checkpoint) -> {
                            calls.add("first " + metrics.epoch());
                            all.add(metrics);
                            checkpoints.add(checkpoint.get());
                        },
                        (metrics, checkpoint) -> calls.add("second " + metrics.epoch()))
                .run();

        assertThat(calls).containsExactly("first 1", "second 1", "first 2", "second 2");
        assertThat(all).extracting(EpochMetrics::epoch).containsExactly(1, 2);
        assertThat(checkpoints).extracting(Checkpoint::step).containsExactly(4L, 8L);
        assertThat(checkpoints.get(1)).isEqualTo(trained);
        for (int epoch = 0; epoch < 2; epoch++) {
            EpochMetrics metrics = all.get(epoch);
            assertThat(metrics.test()).isEqualTo(SmallTraining.evaluate(checkpoints.get(epoch), SmallTraining.FEW));
            // The last of 4 steps: its middle lies an eighth of an epoch before the epoch's end.
            assertThat(metrics.learningRate())
                    .isCloseTo(SmallTraining.CONFIG.learningRate().at(epoch + 0.875, 2), within(1e-12));
            assertThat(metrics.seconds()).isPositive();
            assertThat(metrics.imagesPerSecond()).isGreaterThan(SmallTraining.FEW.size() / metrics.seconds());
        }
    }

    @Test
    void endsWhereAListenerWantsTo() {
        List<Integer> epochs = new ArrayList<>();
        Checkpoint trained = Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .validation(SmallTraining.FEW.limit(20))
                .config(SmallTraining.CONFIG.toBuilder()
                        .epochs(9)
                        .learningRate(LearningRate.constant(1e-30))
                        .build())
                .listeners(new EarlyStopping(2), (metrics, checkpoint) -> epochs.add(metrics.epoch()))
                .run();

        assertThat(epochs).containsExactly(1, 2, 3);
        assertThat(trained.step()).isEqualTo(3 * 4);
    }

    @Test
    void lowersTheRateOfAPlateau() {
        List<Double> rates = new ArrayList<>();
        Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .validation(SmallTraining.FEW.limit(20))
                .config(SmallTraining.CONFIG.toBuilder()
                        .epochs(4)
                        .learningRate(new LearningRate(1e-30, Schedule.PLATEAU, 0))
                        .build())
                .listeners((metrics, checkpoint) -> rates.add(metrics.learningRate()))
                .run();

        assertThat(rates).containsExactly(1e-30, 1e-30, 1e-30, 1e-31);
    }

    /** Plain gradient descent changes weights by the rate times the gradient, so the last step reveals the gradient. */
    @Test
    void givesTheGradientsOfEachEpochsLastStep() {
        float rate = 0.5f;
        List<Weights> gradients = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        TrainingConfig oneStep = TrainingConfig.builder()
                .epochs(2)
                .batch(SmallTraining.FEW.size())
                .optimizer(new Optimizer.Sgd())
                .learningRate(LearningRate.constant(rate))
                .build();
        Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(oneStep)
                .listeners(new TrainingListener() {
                    @Override
                    public void lastStepAhead(int epoch, Supplier<Weights> found) {
                        gradients.add(found.get());
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        checkpoints.add(checkpoint.get());
                    }
                })
                .run();

        assertThat(gradients).hasSize(2);
        assertThat(gradients.get(1).names())
                .isEqualTo(SmallTraining.MODEL.parameters().keySet());
        for (String name : gradients.get(1).names()) {
            FloatBuffer before = checkpoints.get(0).weights().values(name);
            FloatBuffer after = checkpoints.get(1).weights().values(name);
            FloatBuffer gradient = gradients.get(1).values(name);
            while (gradient.hasRemaining()) {
                assertThat(after.get()).isCloseTo(before.get() - rate * gradient.get(), within(1e-5f));
            }
        }
    }

    @Test
    void leavesALookAtGradientsOutOfTheSpeed() {
        List<Double> speeds = new ArrayList<>();
        Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG)
                .listeners(new TrainingListener() {
                    @Override
                    public void lastStepAhead(int epoch, Supplier<Weights> gradients) {
                        if (epoch == 2) {
                            Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(2));
                        }
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        speeds.add(metrics.imagesPerSecond());
                    }
                })
                .run();

        assertThat(speeds.get(1)).isGreaterThan(SmallTraining.FEW.size() / 2.0);
    }
}
