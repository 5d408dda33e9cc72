// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nin.data.ImageSets;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.augment.ResizedCrop;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.Evaluation;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares tasks with the same network in Keras, with the same images, epochs and rate; the angle over three seeds. Run
 * with {@code mvn -Pbenchmark -pl nin-train -am test -Dtest=KerasTasksBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpeers.tf.python=PYTHON -Dpeers.membranes=FOLDER}, where PYTHON has TensorFlow with Keras 3.
 */
@Tag("benchmark")
class KerasTasksBenchmark {
    private static final int SEEDS = 3;
    private static final int EPOCHS = 10;
    private static final int MEMBRANE_EPOCHS = 40;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsPython() {
        assumeTrue(!python().isEmpty(), "-Dpeers.tf.python=PYTHON names no Python with Keras");
    }

    private static String python() {
        return System.getProperty("peers.tf.python", "");
    }

    @Test
    void anglesOfTurnedImagesAreAsNearAsInKeras() throws IOException, InterruptedException {
        ImageSets data = MadeTasks.turned(5000, 1000);
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(16, 3, 1, 1)
                .relu()
                .maxPool(2, 2)
                .conv2d(32, 3, 1, 1)
                .relu()
                .maxPool(2, 2)
                .conv2d(64, 3, 1, 1)
                .relu()
                .flatten()
                .dense(64)
                .relu()
                .dense(1)
                .build("angle");
        Task task = Task.regression(List.of("angle")).normalized();

        double[] both = compare("angle", "mae", spec, task, data, SEEDS);

        assertThat(both[0]).isLessThanOrEqualTo(1.05 * both[1]);
    }

    @Test
    void tagsOfMosaicsAreRankedAsWellAsInKeras() throws IOException, InterruptedException {
        ImageSets data = MadeTasks.mosaics(5000, 1000);
        ModelSpec spec = Nin.image(56, 56, 1)
                .conv2d(32, 3, 1, 1)
                .relu()
                .maxPool(2, 2)
                .conv2d(64, 3, 1, 1)
                .relu()
                .maxPool(2, 2)
                .conv2d(64, 3, 1, 1)
                .relu()
                .globalAvgPool()
                .dense(10)
                .build("tags");
        Task task = Task.multiLabel(data.train().targets().get(0).names());

        double[] both = compare("tags", "map", spec, task, data, 1);

        assertThat(both[0]).isGreaterThanOrEqualTo(both[1] - 0.01);
    }

    /**
     * The 30 membrane images: 24 for training with crops of 256 and flips, 6 for testing; -Dpeers.membranes names their
     * folder.
     */
    @Test
    void membranesAreSegmentedAsWellAsInKeras() throws IOException, InterruptedException {
        String membranes = System.getProperty("peers.membranes", "");
        assumeTrue(!membranes.isEmpty(), "-Dpeers.membranes=FOLDER names no folder with image/ and label/");
        Path files = folder.resolve("membranes");
        Membranes.prepare(Path.of(membranes), files, folder);
        Input input = new Input(Membranes.CROP, Membranes.CROP, 1, Input.Pixels.UINT8);
        ModelSpec spec = Zoo.unet(Nin.image(Membranes.CROP, Membranes.CROP, 1), 2, 16, 4);
        try (ImageSets data = DataSource.find(files.toString(), DataOptions.DEFAULT.withTargets(Target.Kind.MASK))
                .open(input)) {
            Task task = Task.segmentation(data.train().targets().get(0).names());
            ImageAugmentation crops = ImageAugmentation.NONE
                    .withCrop(new ResizedCrop(0.25, 0.25, 1, 1))
                    .withFlip(true);
            double ours = trained(
                            spec,
                            task,
                            data,
                            config(MEMBRANE_EPOCHS, 4, 1).toBuilder()
                                    .augmentation(Augmentation.NONE.withImages(crops))
                                    .build())
                    .value("mean_iou");
            double theirs = KerasPeer.run(python(), "masks", folder, 1, MEMBRANE_EPOCHS);
            System.out.printf(Locale.ROOT, "membranes: mean IoU here %.4f, in Keras %.4f%n", ours, theirs);
            assertThat(ours).isGreaterThanOrEqualTo(theirs - 0.01);
        }
    }

    /** Returns the means over the seeds, ours and Keras's. */
    private double[] compare(String name, String metric, ModelSpec spec, Task task, ImageSets data, int seeds)
            throws IOException, InterruptedException {
        MadeTasks.write(data, folder);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ours.add(trained(spec, task, data, config(EPOCHS, 32, seed)).value(metric));
            theirs.add(KerasPeer.run(python(), name, folder, seed, EPOCHS));
            System.out.printf(
                    Locale.ROOT,
                    "%s, seed %d: %s here %.4f, in Keras %.4f%n",
                    name,
                    seed,
                    metric,
                    ours.get(seed - 1),
                    theirs.get(seed - 1));
        }
        double[] both = {mean(ours), mean(theirs)};
        System.out.printf(Locale.ROOT, "%s: %s here %.4f, in Keras %.4f%n", name, metric, both[0], both[1]);
        return both;
    }

    private static TrainingConfig config(int epochs, int batch, long seed) {
        return TrainingConfig.builder()
                .epochs(epochs)
                .batch(batch)
                .seed(seed)
                .optimizer(new Optimizer.Adam(0.9f, 0.999f, 1e-7f, false))
                .learningRate(LearningRate.constant(1e-3))
                .build();
    }

    private static Evaluation trained(ModelSpec spec, Task task, ImageSets data, TrainingConfig config) {
        List<Evaluation> tested = new ArrayList<>();
        Trainer.of(spec, task)
                .data(data.train(), data.test())
                .config(config)
                .listeners((metrics, checkpoint) -> tested.add(metrics.test()))
                .run();
        return tested.get(tested.size() - 1);
    }

    private static double mean(List<Double> values) {
        OptionalDouble mean = values.stream().mapToDouble(Double::doubleValue).average();
        return mean.orElseThrow();
    }
}
