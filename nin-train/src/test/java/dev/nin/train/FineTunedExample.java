// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.Set;
import org.tensorflow.Session;

/** Ways to fine-tune a network that has all weights except its head's. */
public enum FineTunedExample {
    /** Only the head, on the frozen front's output for each image, computed once. */
    HEAD_ONLY,
    /** The head for an epoch, then everything except a frozen normalization. */
    HEAD_FIRST;

    private static final String HEAD = "head";
    private static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .batchNorm()
            .relu()
            .conv2d(16, 3, 2, 0)
            .relu()
            .globalAvgPool()
            .dense(10)
            .named(HEAD)
            .build("small");

    private ModelSpec spec() {
        return this == HEAD_ONLY
                ? MODEL.frozenUpTo(Set.of("relu_2"))
                : MODEL.frozen(name -> name.equals("batch_norm_1"));
    }

    /** Returns a trainer on images of the sample, evaluated on the first of them. */
    public Trainer trainer(int count) {
        Dataset images = DataSource.load("sample").train().limit(count);
        TrainingConfig config = TrainingConfig.builder()
                .epochs(2)
                .batch(16)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(LearningRate.constant(0.01))
                .build();
        Trainer trainer =
                Trainer.of(spec()).data(images, images.limit(20)).config(config).pretrained(front());
        return this == HEAD_ONLY
                ? trainer
                : trainer.headFirst(config.toBuilder().epochs(1).build());
    }

    /** Returns the initial values of everything except the head. */
    private Weights front() {
        Weights.Builder kept = Weights.builder();
        try (CompiledModel model = GraphCompiler.compile(spec(), Mode.training(3));
                Session session = new Session(model.graph())) {
            Weights drawn = Variables.read(session, model.variables());
            for (String name : drawn.names()) {
                if (!name.startsWith(HEAD)) {
                    FloatBuffer values = drawn.values(name);
                    float[] copy = new float[values.remaining()];
                    values.get(copy);
                    kept.put(name, drawn.dimensions(name), copy);
                }
            }
        }
        return kept.build();
    }
}
