// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.math.Quantiles;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.zoo.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cost of a checkpoint: copying the state of NiN out of the session, writing it and forcing it to disk. */
@Tag("benchmark")
class CheckpointBenchmark {
    private static final int STEPS = 40;

    @TempDir
    private Path folder;

    @Test
    void costsLittleOfTenMinutes() {
        ModelSpec model = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(68, 68), 10);
        ImageSets data = DataSource.load("sample").limit(32 * STEPS, 10);
        TrainingConfig config = TrainingConfig.builder()
                .epochs(1)
                .batch(32)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .build();
        Timing timing = new Timing(folder);
        Trainer.of(model)
                .data(data.train(), data.test())
                .config(config)
                .listeners(timing)
                .run();
        double step = Quantiles.median().compute(timing.steps);
        double checkpoint = Quantiles.median().compute(timing.checkpoints);
        System.out.println(String.format(
                Locale.ROOT,
                "a checkpoint of NiN, %.1f MB: median of %d: %.0f ms, as long as %.1f steps of 32 images at 68 px; of ten "
                        + "minutes %.4f %%",
                2 * 4 * model.summary().parameters() / 1e6,
                timing.checkpoints.size(),
                checkpoint / 1e6,
                checkpoint / step,
                100 * checkpoint / 600e9));
    }

    private static final class Timing implements TrainingListener {
        private final Path folder;
        private final List<Long> steps = new ArrayList<>();
        private final List<Long> checkpoints = new ArrayList<>();
        private long began = System.nanoTime();

        Timing(Path folder) {
            this.folder = folder;
        }

        @Override
        public void stepTaken(StepMetrics metrics) {
            steps.add(System.nanoTime() - began);
        }

        @Override
        public void betweenSteps(Supplier<Checkpoint> checkpoint) {
            long start = System.nanoTime();
            checkpoint.get().write(folder.resolve("checkpoint-" + steps.size()));
            began = System.nanoTime();
            checkpoints.add(began - start);
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
    }
}
