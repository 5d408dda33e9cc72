// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.FineTunedExample;
import dev.nin.train.TaskExample;
import dev.nin.train.Trainer;
import dev.nin.train.config.Augmentation;
import java.util.Arrays;

/** A separate process that trains one kind of task, or fine-tunes, as one of several. */
final class TaskWorker {
    static final int IMAGES = 75;

    private TaskWorker() {}

    /** Returns the training of each worker; images are mirrored, and therefore masks too. */
    static Trainer trainer(TaskExample example, TensorFlowRuntime runtime) {
        return example.trainer(IMAGES, Augmentation.flipShift(1)).session(runtime.sessionConfig());
    }

    /** Returns the fine-tuning of each worker. */
    static Trainer trainer(FineTunedExample example, TensorFlowRuntime runtime) {
        return example.trainer(IMAGES).session(runtime.sessionConfig());
    }

    private static Trainer trainer(String name, TensorFlowRuntime runtime) {
        return Arrays.stream(FineTunedExample.values())
                .filter(example -> example.name().equals(name))
                .findFirst()
                .map(example -> trainer(example, runtime))
                .orElseGet(() -> trainer(TaskExample.valueOf(name), runtime));
    }

    public static void main(String... arguments) {
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 1, false);
        TrainingWorker.train(arguments, trainer(arguments[3], runtime), runtime);
    }
}
