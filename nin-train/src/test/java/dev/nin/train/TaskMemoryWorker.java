// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.util.function.Supplier;

/** A separate process that trains one kind of task and prints its memory use every 200 steps. */
final class TaskMemoryWorker {
    static final int READINGS = 11;

    private static final int BETWEEN = 200;
    private static final int IMAGES = 1600;

    private TaskMemoryWorker() {}

    public static void main(String... arguments) {
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);
        Trainer trainer = TaskExample.valueOf(arguments[0]).trainer(IMAGES, Augmentation.flipShift(1));
        trainer.session(runtime.sessionConfig())
                .config(TrainingConfig.builder()
                        .epochs(BETWEEN * READINGS * 16 / IMAGES)
                        .batch(16)
                        .clipNorm(1)
                        .build())
                .listeners(new Reader())
                .run();
    }

    private static final class Reader implements TrainingListener {
        private int taken;

        @Override
        public void stepTaken(StepMetrics metrics) {
            taken++;
            if (taken % BETWEEN == 0) {
                System.out.println("resident " + StepWorker.resident());
            }
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
    }
}
