// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.options.CheckpointPolicy;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.cli.run.ResumedRun;
import dev.nin.cli.run.RunFolder;
import dev.nin.cli.run.SealedJson;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.TaskExample;
import dev.nin.train.Trainer;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.proto.ConfigProto;

/** A process that trains into a folder or resumes a run, to be killed by {@link KillTest}. */
final class KillWorker {
    static final int EPOCHS = 2;

    /**
     * The variable with a folder of photos to train on, decoded and augmented one by one; the default is the sample.
     */
    static final String PHOTOS = "NIN_KILLED_PHOTOS";

    /** The variable with the {@link TaskExample} to learn; the default is classes. */
    static final String TASK = "NIN_KILLED_TASK";

    /** Each process sums in the same order. */
    private static final ConfigProto SESSION = ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .build();

    private static final int SIDE = 28;
    private static final int IMAGES = 600;

    private static final CheckpointPolicy POLICY = new CheckpointPolicy(Duration.ofMinutes(10), 2, 3);

    private KillWorker() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (!Files.exists(folder.resolve("run.json"))) {
            try (RunFolder run = RunFolder.create(folder, "quick", POLICY)) {
                run.describe(SealedJson.seal(new JsonMapper().createObjectNode()));
                train(run, Optional.empty());
            }
            return;
        }
        try (ResumedRun resumed = ResumedRun.open(folder)) {
            Optional<Found> from = resumed.newest(System.out::println);
            train(resumed.folder(false, POLICY), from);
        }
    }

    private static void train(RunFolder run, Optional<Found> from) {
        if (from.isEmpty()) {
            run.resumed(List.of());
        }
        Optional<TaskExample> task = Optional.ofNullable(System.getenv(TASK)).map(TaskExample::valueOf);
        if (task.isPresent()) {
            train(run, from, task.get().trainer(IMAGES, Augmentation.flipShift(2)));
            return;
        }
        Optional<Path> photos = Optional.ofNullable(System.getenv(PHOTOS)).map(Path::of);
        try (ImageSets data = photos.isPresent()
                ? photos(photos.get())
                : DataSource.load("sample").limit(IMAGES, 100)) {
            train(run, from, data, photos.isPresent());
        }
    }

    private static ImageSets photos(Path folder) {
        return DataSource.find(folder.toString(), DataOptions.DEFAULT)
                .open(new Input(SIDE, SIDE, 3, Input.Pixels.UINT8));
    }

    private static void train(RunFolder run, Optional<Found> from, ImageSets data, boolean areStreamed) {
        ImageShape shape = data.train().shape();
        ModelSpec model = Nin.image(shape.height(), shape.width(), shape.channels())
                .conv2d(16, 5, 2, 0)
                .batchNorm()
                .relu()
                .maxPool(2, 2)
                .dropout(0.3)
                .flatten()
                .dense(64)
                .relu()
                .dense(data.train().classes().size())
                .build("small");
        TrainingConfig config = TrainingConfig.builder()
                .epochs(EPOCHS)
                .batch(16)
                .optimizer(Optimizer.named("adam"))
                .learningRate(new LearningRate(0.003, Schedule.COSINE, 0.2))
                .augmentation(
                        areStreamed
                                ? Augmentation.named("flip,resized-crop,rotate,jitter,randaugment")
                                : Augmentation.flipShift(2))
                .averageDecay(0.9)
                .clipNorm(1)
                .build();
        train(run, from, Trainer.of(model).data(data.train(), data.test()).config(config));
    }

    private static void train(RunFolder run, Optional<Found> from, Trainer of) {
        Trainer trainer = of.session(SESSION).listeners(new Telling(), run);
        from.map(found -> trainer.resume(found.checkpoint())).orElse(trainer).run();
        System.out.println("ended");
    }

    /** Reports the first step, after which a kill hits the training. */
    private static final class Telling implements TrainingListener {
        private boolean hasStarted;

        @Override
        public void stepTaken(StepMetrics metrics) {
            if (!hasStarted) {
                System.out.println("begun");
                hasStarted = true;
            }
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
    }
}
