// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.train.config.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads that share nothing but the process get the same results as a single thread. */
@Tag("slow")
class ThreadsTest {
    private static final int THREADS = 8;
    private static final Dataset IMAGES = SmallTraining.FEW;

    @TempDir
    private Path folder;

    /** The result of a thread. */
    private record Result(Checkpoint trained, List<Prediction> predictions) {}

    @Test
    @Timeout(300)
    void buildTrainAndPredictSideBySideAsAlone() throws Exception {
        List<Result> alone = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            alone.add(result(i, folder.resolve("alone-" + i)));
        }

        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Result>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return result(number, folder.resolve("together-" + number));
                });
            }
            List<Future<Result>> together = threads.invokeAll(tasks);
            for (int i = 0; i < THREADS; i++) {
                assertThat(together.get(i).get()).as("thread %d", i).isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Result result(int number, Path models) {
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(4 + number, 5, 2, 0)
                .batchNorm()
                .relu()
                .maxPool(2, 2)
                .dropout(0.2)
                .flatten()
                .dense(10)
                .build("model-" + number);
        TrainingConfig config = SmallTraining.CONFIG.toBuilder()
                .seed(number)
                .optimizer(number % 2 == 0 ? new Optimizer.Momentum(0.9f, true) : Optimizer.named("adam"))
                .build();
        Checkpoint trained =
                Trainer.of(spec).data(IMAGES, IMAGES).config(config).run();
        SavedModelExporter.export(trained, models);
        byte[] pixels = new byte[10 * IMAGES.shape().bytes()];
        for (int i = 0; i < 10; i++) {
            IMAGES.read(i, new ExampleBuffer(pixels, i * IMAGES.shape().bytes()));
        }
        try (Predictor predictor = Predictor.open(models)) {
            return new Result(trained, predictor.predict(pixels));
        }
    }
}
