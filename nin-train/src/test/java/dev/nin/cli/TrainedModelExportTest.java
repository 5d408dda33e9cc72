// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.task.Task;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests that the exported NiN predicts the same as the trained one. */
class TrainedModelExportTest {
    private static final ImageSets SAMPLE = DataSource.load("sample");

    @TempDir
    private Path folder;

    @Test
    void answersAsTheTrainedModelDid() {
        Dataset test = SAMPLE.test();
        Checkpoint trained = train();
        float[][] expected;
        try (Evaluator evaluator = new Evaluator(
                trained.spec(), Task.classification(trained.labels()), ConfigProto.getDefaultInstance())) {
            evaluator.load(trained.weights());
            expected = evaluator.answers(test, "probabilities");
        }

        SavedModelExporter.export(trained, folder);

        try (Predictor predictor = Predictor.open(folder)) {
            List<Prediction> predictions = predictor.predict(pixels(test));
            assertThat(predictions).hasSize(1000);
            for (int i = 0; i < predictions.size(); i++) {
                for (int c = 0; c < 10; c++) {
                    assertThat(predictions.get(i).probabilities().get(c)).isCloseTo(expected[i][c], within(1e-5f));
                }
            }
            assertThat(predictions).extracting(Prediction::label).isSubsetOf(test.classes());
            assertThat(predictions)
                    .extracting(Prediction::probabilities)
                    .as("answers that all agree would compare nothing")
                    .doesNotHaveDuplicates();
        }
    }

    private static Checkpoint train() {
        FeatureMap in = Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(68, 68);
        ModelSpec nin = Zoo.nin(in, 10);
        TrainingConfig config = TrainingConfig.builder()
                .epochs(1)
                .batch(32)
                .learningRate(LearningRate.constant(0.01))
                .unitVariance(true)
                .clipNorm(1)
                .build();
        return Trainer.of(nin)
                .data(SAMPLE.train().limit(64), SAMPLE.test().limit(10))
                .config(config)
                .run();
    }

    private static byte[] pixels(Dataset images) {
        byte[] pixels = new byte[images.size() * images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, new ExampleBuffer(pixels, i * images.shape().bytes()));
        }
        return pixels;
    }
}
