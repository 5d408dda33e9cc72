// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pauses that are wanted during the evaluation at the end of an epoch. */
class EvaluationPauseTest {
    private static final int TESTED = 600;
    private static final Dataset TEST = SmallTraining.SAMPLE.train().limit(TESTED);

    /** Each image takes 50 ms to read, all of them several seconds. */
    @Test
    @Timeout(60)
    void breaksOffALongEvaluationAndDoesItWhenResumed() {
        Recorder whole = new Recorder(Long.MAX_VALUE);
        Checkpoint expected = trainer(TEST).listeners(whole).run();

        Recorder first = new Recorder(4);
        Checkpoint paused =
                trainer(new Slow(TEST, Duration.ofMillis(50))).listeners(first).run();
        Recorder rest = new Recorder(Long.MAX_VALUE);
        Checkpoint ended = trainer(TEST).resume(paused).listeners(rest).run();

        assertThat(paused.step()).isEqualTo(4);
        assertThat(first.epochs).as("the evaluation was broken off").isEmpty();
        assertThat(rest.epochs).isEqualTo(whole.epochs);
        assertThat(ended).isEqualTo(expected);
    }

    @Test
    void finishesAShortEvaluation() {
        Recorder recorder = new Recorder(4);
        Checkpoint paused = trainer(TEST).listeners(recorder).run();

        assertThat(paused.step()).isEqualTo(4);
        assertThat(recorder.epochs).hasSize(1);
    }

    private static Trainer trainer(Dataset test) {
        return Trainer.of(SmallTraining.MODEL).data(SmallTraining.FEW, test).config(SmallTraining.CONFIG);
    }

    /** Images that take long to read. */
    private record Slow(Dataset images, Duration each) implements Dataset {
        @Override
        public int size() {
            return images.size();
        }

        @Override
        public ImageShape shape() {
            return images.shape();
        }

        @Override
        public List<String> classes() {
            return images.classes();
        }

        @Override
        public int label(int index) {
            return images.label(index);
        }

        @Override
        public void read(int index, ExampleBuffer into) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(each.toMillis()));
            images.read(index, into);
        }
    }

    /** Pauses after some step, and records the metrics without their times. */
    private static final class Recorder implements TrainingListener {
        private final long until;
        private final List<List<Object>> epochs = new ArrayList<>();
        private long steps;

        Recorder(long until) {
            this.until = until;
        }

        @Override
        public void stepTaken(StepMetrics metrics) {
            steps++;
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
            epochs.add(List.of(metrics.epoch(), metrics.train(), metrics.test(), metrics.learningRate()));
        }

        @Override
        public boolean wantsToPause() {
            return steps >= until;
        }
    }
}
