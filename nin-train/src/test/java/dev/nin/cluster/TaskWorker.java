// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.Augmentation;
import dev.nin.train.TaskExample;
import dev.nin.train.Trainer;

/** A process of its own that learns one kind of task as one of several. */
final class TaskWorker {
    static final int IMAGES = 75;

    private TaskWorker() {}

    /** What each worker trains; mirrored, so that masks are too. */
    static Trainer trainer(TaskExample example, TensorFlowRuntime runtime) {
        return example.trainer(IMAGES, Augmentation.flipShift(1)).session(runtime.sessionConfig());
    }

    public static void main(String... arguments) {
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 1, false);
        TrainingWorker.train(arguments, trainer(TaskExample.valueOf(arguments[3]), runtime), runtime);
    }
}
