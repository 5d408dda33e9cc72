// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.TargetImages;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import java.util.List;
import java.util.Map;

/** Examples of each kind of task on the same images of the bundled sample, each with a small network. */
public enum TaskExample {
    CLASSES,
    TAGS,
    VALUES,
    MASKS,
    IMAGES,
    TWO_OUTPUTS;

    private static final int SIDE = 28;
    private static final int BRIGHT = 100;
    private static final Target HALVES = Target.ofTags(List.of("left", "right", "upper", "lower"));
    private static final Target BRIGHTNESS = Target.ofValues(List.of("left", "all"));
    private static final Target THINGS = Target.ofMask(SIDE, SIDE, List.of("background", "thing"));

    /** Returns images with the targets of all tasks. */
    public static Dataset images(int count) {
        Dataset sample = DataSource.load("sample").train().limit(count);
        byte[] pixels = new byte[count * SIDE * SIDE];
        int[] classes = new int[count];
        float[] tags = new float[count * 4];
        float[] values = new float[count * 2];
        byte[] masks = new byte[pixels.length];
        for (int i = 0; i < count; i++) {
            sample.read(i, new ExampleBuffer(pixels, i * SIDE * SIDE));
            classes[i] = sample.label(i);
            float[] sums = new float[4];
            for (int at = 0; at < SIDE * SIDE; at++) {
                int value = Byte.toUnsignedInt(pixels[i * SIDE * SIDE + at]);
                sums[at % SIDE < SIDE / 2 ? 0 : 1] += value / 255f;
                sums[at / SIDE < SIDE / 2 ? 2 : 3] += value / 255f;
                // The first row has no class.
                masks[i * SIDE * SIDE + at] = (byte) (at < SIDE ? Target.NOTHING : value > BRIGHT ? 1 : 0);
            }
            for (int half = 0; half < 4; half++) {
                tags[4 * i + half] = sums[half] > BRIGHT ? 1 : 0;
            }
            values[2 * i] = sums[0];
            values[2 * i + 1] = sums[0] + sums[1];
        }
        return TargetImages.of(sample.shape(), pixels)
                .with(Target.ofClass(sample.classes()), classes)
                .with(HALVES, tags)
                .with(BRIGHTNESS, values)
                .with(THINGS, masks);
    }

    /** Returns a network that fits the task. */
    public ModelSpec spec() {
        FeatureMap map = Nin.image(SIDE, SIDE, 1).conv2d(6, 3, 2, 1).relu();
        FeatureVector vector = map.maxPool(2, 2).flatten();
        return switch (this) {
            case CLASSES -> vector.dense(10).build("classes");
            case TAGS -> vector.dense(4).build("tags");
            case VALUES -> vector.dense(2).build("values");
            case MASKS -> map.convTranspose2d(2, 2, 2, 0).build("masks");
            case IMAGES -> map.convTranspose2d(1, 2, 2, 0).build("images");
            case TWO_OUTPUTS ->
                Nin.model(
                        "two", vector.dense(10).named("class"), vector.dense(2).named("values"));
        };
    }

    /** Returns its goals. */
    public Goals goals() {
        Task classes = Task.classification(DataSource.load("sample").train().classes());
        Task values = Task.regression(BRIGHTNESS.names()).normalized();
        return switch (this) {
            case CLASSES -> Goals.of(spec(), classes);
            case TAGS -> Goals.of(spec(), Task.multiLabel(HALVES.names()));
            case VALUES -> Goals.of(spec(), values);
            case MASKS -> Goals.of(spec(), Task.segmentation(THINGS.names()));
            case IMAGES -> Goals.of(spec(), Task.reconstruction());
            case TWO_OUTPUTS ->
                Goals.of(spec(), Map.of("class", classes, "values", values)).weighted("values", 0.5);
        };
    }

    /** Returns a trainer on such images, evaluated on the first of them. */
    public Trainer trainer(int count, Augmentation augmentation) {
        Dataset images = images(count);
        return Trainer.of(spec(), goals())
                .data(images, images.limit(20))
                .config(TrainingConfig.builder()
                        .epochs(2)
                        .batch(16)
                        .optimizer(new Optimizer.Momentum(0.9f, true))
                        .learningRate(LearningRate.constant(0.01))
                        .clipNorm(1)
                        .augmentation(augmentation)
                        .unitVariance(true)
                        .build());
    }
}
