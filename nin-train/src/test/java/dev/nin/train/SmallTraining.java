// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Task;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import org.tensorflow.proto.ConfigProto;

/** A network, images and a configuration that train in a second. */
final class SmallTraining {
    static final ImageSets SAMPLE = DataSource.load("sample").limit(1000, 500);
    static final Dataset FEW = SAMPLE.train().limit(100);
    static final Task TASK = Task.classification(FEW.classes());
    static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .relu()
            .maxPool(2, 2)
            .conv2d(16, 3)
            .relu()
            .dropout(0.2)
            .flatten()
            .dense(10)
            .build("small");
    static final TrainingConfig CONFIG = TrainingConfig.builder()
            .epochs(2)
            .batch(32)
            .optimizer(new Optimizer.Momentum(0.9f, true))
            .learningRate(new LearningRate(0.05, Schedule.COSINE, 0.5))
            .clipNorm(1)
            .unitVariance(true)
            .build();

    private SmallTraining() {}

    static Checkpoint train(TrainingConfig config) {
        return Trainer.of(MODEL).data(FEW, FEW).config(config).run();
    }

    static Checkpoint train(Task task, TrainingConfig config) {
        return Trainer.of(MODEL, task).data(FEW, FEW).config(config).run();
    }

    static Evaluation evaluate(Checkpoint checkpoint, Dataset images) {
        try (Evaluator evaluator = new Evaluator(checkpoint.spec(), TASK, ConfigProto.getDefaultInstance())) {
            evaluator.load(checkpoint.weights());
            return evaluator.evaluate(images);
        }
    }
}
