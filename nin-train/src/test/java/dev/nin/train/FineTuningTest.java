// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.augment.ResizedCrop;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pretrained backbone with a new head, and which of the two a training changes. */
class FineTuningTest {
    private static final Dataset IMAGES = DataSource.load("sample").train().limit(300);
    private static final Dataset TEST = DataSource.load("sample").test().limit(100);
    private static final String HEAD = "head";
    private static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .batchNorm()
            .relu()
            .dropout(0.2)
            .conv2d(16, 3, 2, 0)
            .batchNorm()
            .relu()
            .globalAvgPool()
            .dropout(0.1)
            .dense(10)
            .named(HEAD)
            .build("small");
    private static final ModelSpec FROZEN = MODEL.frozenUpTo(Set.of("batch_norm_2"));
    private static final TrainingConfig CONFIG = TrainingConfig.builder()
            .epochs(2)
            .batch(32)
            .optimizer(new Optimizer.Momentum(0.9f, true))
            .learningRate(new LearningRate(0.1, Schedule.COSINE, 0))
            .weightDecay(1e-3)
            .build();
    /** Changes no image, but does not equal NONE, so no features are kept. */
    private static final Augmentation SEEN_ANEW =
            Augmentation.NONE.withImages(ImageAugmentation.NONE.withCrop(new ResizedCrop(1, 1, 1, 1)));

    private static Weights backbone;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainBackbone() {
        Weights whole = Trainer.of(MODEL)
                .data(IMAGES, TEST)
                .config(CONFIG.toBuilder().unitVariance(true).seed(5).build())
                .run()
                .weights();
        Weights.Builder kept = Weights.builder();
        whole.names().stream()
                .filter(name -> !name.startsWith(HEAD))
                .forEach(name -> kept.put(name, whole.dimensions(name), floats(whole.values(name))));
        backbone = kept.build();
    }

    @Test
    void whatIsFrozenStaysTheSameAndTheHeadLearns() {
        List<EpochMetrics> epochs = new ArrayList<>();
        Checkpoint trained = trainer(FROZEN, CONFIG)
                .listeners((metrics, checkpoint) -> epochs.add(metrics))
                .run();

        assertThat(part(trained.weights(), false)).isEqualTo(backbone);
        assertThat(epochs.get(1).train().loss())
                .isLessThan(epochs.get(0).train().loss());
    }

    /** Kept features give the same result as running the images through the network each time. */
    @Test
    void keptFeaturesChangeNothing() {
        assertThat(FrozenFront.last(FROZEN, goals(), CONFIG, List.of(IMAGES))).contains("flatten_1");
        TrainingConfig anew = CONFIG.toBuilder().augmentation(SEEN_ANEW).build();
        assertThat(FrozenFront.last(FROZEN, goals(), anew, List.of(IMAGES))).isEmpty();

        Weights kept = trainer(FROZEN, CONFIG).run().weights();
        Weights seen = trainer(FROZEN, anew).run().weights();

        assertThat(floats(kept.values("head/kernel")))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(floats(seen.values("head/kernel")));
    }

    @Test
    void aFrontIsNeededOfWhichOneNodeIsRead() {
        assertThat(FrozenFront.last(MODEL, goals(), CONFIG, List.of(IMAGES))).isEmpty();
        ModelSpec lateOnly = MODEL.frozen(node -> node.equals("conv2d_2"));
        assertThat(FrozenFront.last(lateOnly, goals(), CONFIG, List.of(IMAGES))).isEmpty();
    }

    @Test
    void aFrozenFrontResumesToTheBit() {
        Checkpoint whole = trainer(FROZEN, CONFIG).run();
        Checkpoint paused = trainer(FROZEN, CONFIG).listeners(pausedAfter(13)).run();
        paused.write(folder.resolve("paused"));

        Checkpoint ended = trainer(FROZEN, CONFIG)
                .resume(Checkpoint.read(folder.resolve("paused")))
                .run();

        assertThat(paused.step()).isEqualTo(13);
        assertThat(ended).isEqualTo(whole);
    }

    /** The head alone, then everything: the new layers are already trained before the first step. */
    @Test
    void theHeadIsTrainedFirstWhereAsked() {
        List<EpochMetrics> head = new ArrayList<>();
        List<EpochMetrics> all = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void headTrained(List<EpochMetrics> epochs) {
                head.addAll(epochs);
            }

            @Override
            public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                all.add(metrics);
            }
        };
        TrainingConfig gentle = CONFIG.toBuilder()
                .learningRate(LearningRate.constant(1e-4))
                .epochs(1)
                .build();

        Checkpoint trained = trainer(MODEL, gentle)
                .headFirst(CONFIG.toBuilder().epochs(5).build())
                .listeners(listener)
                .run();

        assertThat(head).hasSize(5);
        assertThat(all.get(0).train().loss())
                .isCloseTo(head.get(4).train().loss(), within(0.3))
                .isLessThan(0.95 * head.get(0).train().loss());
        assertThat(part(trained.weights(), false)).isNotEqualTo(backbone);
        assertThat(trainer(MODEL, gentle)
                        .headFirst(CONFIG.toBuilder().epochs(5).build())
                        .run())
                .isEqualTo(trained);
    }

    /** With a rate of nearly 0 everywhere, only the head's own training changes anything. */
    @Test
    void onlyTheHeadLearnsBeforeAllDo() {
        TrainingConfig still = CONFIG.toBuilder()
                .learningRate(LearningRate.constant(1e-30))
                .epochs(1)
                .build();

        Weights trained = trainer(MODEL, still).headFirst(CONFIG).run().weights();

        assertThat(trained.values("conv2d_2/kernel")).isEqualTo(backbone.values("conv2d_2/kernel"));
        assertThat(trained.values("head/kernel"))
                .isNotEqualTo(trainer(MODEL, still).run().weights().values("head/kernel"));
    }

    @Test
    void ratesFallFromLayerToLayer() {
        TrainingConfig step = TrainingConfig.builder()
                .epochs(1)
                .batch(300)
                .learningRate(LearningRate.constant(0.1))
                .build();
        LayerRates rates = LayerRates.decaying(List.of(List.of(HEAD), List.of("conv2d_2")), 0.1);
        assertThat(rates.factors()).containsExactlyInAnyOrderEntriesOf(Map.of(HEAD, 1.0, "conv2d_2", 0.1));
        Weights start = trainer(MODEL, step).run().weights();
        Weights same = Trainer.of(MODEL)
                .data(IMAGES, TEST)
                .weights(start)
                .config(step)
                .run()
                .weights();
        Weights less = Trainer.of(MODEL)
                .data(IMAGES, TEST)
                .weights(start)
                .config(step.toBuilder().layerRates(rates).build())
                .run()
                .weights();

        assertThat(less.values("head/kernel")).isEqualTo(same.values("head/kernel"));
        float[] from = floats(start.values("conv2d_2/kernel"));
        float[] whole = floats(same.values("conv2d_2/kernel"));
        float[] tenth = floats(less.values("conv2d_2/kernel"));
        for (int i = 0; i < from.length; i++) {
            assertThat(tenth[i] - from[i]).isCloseTo(0.1f * (whole[i] - from[i]), within(1e-6f));
        }
    }

    /** If only the rate is 0, batch normalization still uses the batch's statistics and updates its averages. */
    @Test
    void aRateOfZeroKeepsParametersAndMovesStatistics() {
        LayerRates rates = new LayerRates(Map.of("conv2d_1", 0.0, "batch_norm_1", 0.0));

        Weights trained = trainer(MODEL, CONFIG.toBuilder().layerRates(rates).build())
                .run()
                .weights();

        assertThat(trained.values("conv2d_1/kernel")).isEqualTo(backbone.values("conv2d_1/kernel"));
        assertThat(trained.values("batch_norm_1/gamma")).isEqualTo(backbone.values("batch_norm_1/gamma"));
        assertThat(trained.values("batch_norm_1/moving_mean"))
                .isNotEqualTo(backbone.values("batch_norm_1/moving_mean"));
        assertThat(trained.values("conv2d_2/kernel")).isNotEqualTo(backbone.values("conv2d_2/kernel"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TrainingConfig unknown = CONFIG.toBuilder()
                .layerRates(new LayerRates(Map.of("hed", 0.5)))
                .build();
        assertThatThrownBy(() -> trainer(MODEL, unknown).run())
                .isInstanceOf(UserInputException.class)
                .hasMessage("layerRates names \"hed\", expected a node of the model \"small\"; its summary and its JSON"
                        + " have their names");
        assertThatThrownBy(() -> new LayerRates(Map.of(HEAD, -1.0)))
                .hasMessage("the rate of \"head\" is multiplied by -1.0, expected a number of at least 0, such as 0.1");
        Weights wrong = Weights.builder()
                .put("head/kernel", List.of(2, 2), new float[4])
                .build();
        assertThatThrownBy(() -> Trainer.of(MODEL).pretrained(wrong))
                .hasMessage("the weights' \"head/kernel\" has the shape [2, 2], expected [16, 10] as the model"
                        + " \"small\" has it; leave it out to have it drawn");
        assertThatThrownBy(() -> Trainer.of(MODEL).headFirst(CONFIG))
                .hasMessage("headFirst trains the layers that have no weights, but none were given; call"
                        + " pretrained(...) first");
        Weights whole = trainer(MODEL, CONFIG).run().weights();
        assertThatThrownBy(() -> Trainer.of(MODEL).pretrained(whole).headFirst(CONFIG))
                .hasMessage("headFirst trains the layers that have no weights, but all of \"small\" have some; leave it"
                        + " out, or leave the head's weights out");
        assertThatThrownBy(() -> Trainer.of(MODEL)
                        .pretrained(backbone)
                        .headFirst(CONFIG.toBuilder()
                                .augmentation(Augmentation.flipShift(1))
                                .build()))
                .hasMessageStartingWith("headFirst has the augmentation ")
                .hasMessageEndingWith(", expected none, since the frozen layers' output is computed once per image");
    }

    private static Trainer trainer(ModelSpec spec, TrainingConfig config) {
        return Trainer.of(spec).data(IMAGES, TEST).pretrained(backbone).config(config);
    }

    private static Goals goals() {
        return Goals.of(MODEL, Task.classification(IMAGES.classes()));
    }

    private static TrainingListener pausedAfter(long step) {
        return new TrainingListener() {
            private long taken;

            @Override
            public void stepTaken(StepMetrics metrics) {
                taken++;
            }

            @Override
            public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}

            @Override
            public boolean wantsToPause() {
                return taken >= step;
            }
        };
    }

    private static Weights part(Weights all, boolean head) {
        Weights.Builder part = Weights.builder();
        all.names().stream()
                .filter(name -> name.startsWith(HEAD) == head)
                .forEach(name -> part.put(name, all.dimensions(name), floats(all.values(name))));
        return part.build();
    }

    private static float[] floats(FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
