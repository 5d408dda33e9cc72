// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nin.data.ClassWeights;
import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.dsl.Nin;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.Initializer;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import dev.nin.train.LearningRate.Schedule;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** The training loop: what it repeats, reports, refuses and learns. */
class TrainerTest {
    private static final ImageSets SAMPLE = ImageSets.load("sample").limit(1000, 500);
    private static final LabeledImages FEW = SAMPLE.train().limit(100);
    private static final ModelSpec MODEL = Nin.image(28, 28, 1)
            .conv2d(8, 5, 2, 0)
            .relu()
            .maxPool(2, 2)
            .conv2d(16, 3)
            .relu()
            .dropout(0.2)
            .flatten()
            .dense(10)
            .build("small");
    private static final TrainingConfig CONFIG = TrainingConfig.builder()
            .epochs(2)
            .batch(32)
            .optimizer(new Optimizer.Momentum(0.9f, true))
            .learningRate(new LearningRate(0.05, Schedule.COSINE, 0.5))
            .clipNorm(1)
            .unitVariance(true)
            .build();

    @Test
    void learns() {
        Checkpoint trained = Trainer.of(MODEL)
                .data(SAMPLE.train(), SAMPLE.test())
                .config(CONFIG)
                .run();

        assertThat(evaluate(trained, SAMPLE.test()).accuracy()).isGreaterThan(0.55);
    }

    @Test
    void repeatsARunOfTheSameSeed() {
        Checkpoint first = train(CONFIG);

        assertThat(train(CONFIG)).isEqualTo(first);
        assertThat(train(CONFIG.toBuilder().seed(2).build()).weights()).isNotEqualTo(first.weights());
    }

    @Test
    void augmentsTheImagesItTrainsWithAndRepeatsThat() {
        TrainingConfig augmented =
                CONFIG.toBuilder().augmentation(Augmentation.flipShift(2)).build();

        assertThat(train(augmented)).isEqualTo(train(augmented));
        assertThat(train(augmented).weights()).isNotEqualTo(train(CONFIG).weights());
    }

    @Test
    void repeatsARunWithAllThatCanBeAsked() {
        TrainingConfig all = CONFIG.toBuilder()
                .augmentation(Augmentation.flipShift(1).withCutout(3).withMixUp(0.2))
                .classWeights(ClassWeights.balanced(FEW))
                .averageDecay(0.9)
                .accumulation(2)
                .labelSmoothing(0.1)
                .weightDecay(1e-3)
                .build();

        Checkpoint first = train(all);

        assertThat(train(all)).isEqualTo(first);
        assertThat(first.slots().names())
                .containsAll(MODEL.parameters().keySet())
                .anyMatch(name -> name.endsWith("/gradient_sum"));
        assertThat(train(all.toBuilder().averageDecay(0).build()).weights()).isNotEqualTo(first.weights());
    }

    @Test
    void endsWhereAListenerWantsTo() {
        List<Integer> epochs = new ArrayList<>();
        Checkpoint trained = Trainer.of(MODEL)
                .data(FEW, FEW)
                .validation(FEW.limit(20))
                .config(CONFIG.toBuilder()
                        .epochs(9)
                        .learningRate(LearningRate.constant(1e-30))
                        .build())
                .listeners(new EarlyStopping(2), (metrics, checkpoint) -> epochs.add(metrics.epoch()))
                .run();

        assertThat(epochs).containsExactly(1, 2, 3);
        assertThat(trained.step()).isEqualTo(3 * 4);
    }

    /** Plain descent changes weights by the rate times the gradient, so that the last step tells what it was. */
    @Test
    void givesTheGradientsOfEachEpochsLastStep() {
        float rate = 0.5f;
        List<Weights> gradients = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        TrainingConfig oneStep = TrainingConfig.builder()
                .epochs(2)
                .batch(FEW.size())
                .optimizer(new Optimizer.Sgd())
                .learningRate(LearningRate.constant(rate))
                .build();
        Trainer.of(MODEL)
                .data(FEW, FEW)
                .config(oneStep)
                .listeners(new TrainingListener() {
                    @Override
                    public void lastStepAhead(int epoch, Supplier<Weights> found) {
                        gradients.add(found.get());
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        checkpoints.add(checkpoint.get());
                    }
                })
                .run();

        assertThat(gradients).hasSize(2);
        assertThat(gradients.get(1).names()).isEqualTo(MODEL.parameters().keySet());
        for (String name : gradients.get(1).names()) {
            FloatBuffer before = checkpoints.get(0).weights().values(name);
            FloatBuffer after = checkpoints.get(1).weights().values(name);
            FloatBuffer gradient = gradients.get(1).values(name);
            while (gradient.hasRemaining()) {
                assertThat(after.get()).isCloseTo(before.get() - rate * gradient.get(), within(1e-5f));
            }
        }
    }

    @Test
    void leavesALookAtGradientsOutOfTheSpeed() {
        List<Double> speeds = new ArrayList<>();
        Trainer.of(MODEL)
                .data(FEW, FEW)
                .config(CONFIG)
                .listeners(new TrainingListener() {
                    @Override
                    public void lastStepAhead(int epoch, Supplier<Weights> gradients) {
                        if (epoch == 2) {
                            Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(2));
                        }
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        speeds.add(metrics.imagesPerSecond());
                    }
                })
                .run();

        assertThat(speeds.get(1)).isGreaterThan(FEW.size() / 2.0);
    }

    @Test
    void lowersTheRateOfAPlateau() {
        List<Double> rates = new ArrayList<>();
        Trainer.of(MODEL)
                .data(FEW, FEW)
                .validation(FEW.limit(20))
                .config(CONFIG.toBuilder()
                        .epochs(4)
                        .learningRate(new LearningRate(1e-30, Schedule.PLATEAU, 0))
                        .build())
                .listeners((metrics, checkpoint) -> rates.add(metrics.learningRate()))
                .run();

        assertThat(rates).containsExactly(1e-30, 1e-30, 1e-30, 1e-31);
    }

    /** Kernels of zeros: nothing ever passes the first layer. */
    @Test
    void tellsOfADeadStartAndBeginsAgain() {
        ModelSpec dead = MODEL.mapLayers(layer -> layer.withKernelInitializer(new Initializer.Constant(0)));
        List<DeadStart> found = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        Trainer.of(dead)
                .data(FEW, FEW)
                .config(CONFIG.toBuilder().unitVariance(false).reseeds(2).build())
                .listeners(new TrainingListener() {
                    @Override
                    public void startedDead(DeadStart each) {
                        found.add(each);
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
                        epochs.add(metrics.epoch());
                    }
                })
                .run();

        assertThat(found).hasSize(3);
        assertThat(found.get(0).layer()).startsWith("conv2d(8, 5, 2, 0) (");
        assertThat(found.get(0).toString())
                .startsWith("dead start: after 4 steps the loss is 2.30")
                .contains("100 % zeros", "--reseed-on-dead-start");
        assertThat(epochs).containsExactly(1, 2);
    }

    @Test
    void saysNothingOfAStartThatLives() {
        List<DeadStart> found = new ArrayList<>();
        Trainer.of(MODEL)
                .data(FEW, FEW)
                .config(CONFIG)
                .listeners(new TrainingListener() {
                    @Override
                    public void startedDead(DeadStart each) {
                        found.add(each);
                    }

                    @Override
                    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
                })
                .run();

        assertThat(found).isEmpty();
    }

    @Test
    void namesTheStepWhoseLossIsNoNumber() {
        Trainer trainer = Trainer.of(MODEL)
                .data(FEW, FEW)
                .config(TrainingConfig.builder()
                        .batch(32)
                        .learningRate(LearningRate.constant(1e30))
                        .build());

        assertThatThrownBy(trainer::run)
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching(
                        "the loss is (NaN|-?Infinity) in step \\d, expected a number; lower the learning rate "
                                + "\\(--lr\\), which is 1.0E30 there");
    }

    @Test
    void learnsOneBatchByHeartUnlessItIsDead() {
        ModelSpec dead = MODEL.mapLayers(layer -> layer.withKernelInitializer(new Initializer.Constant(0)));

        OverfitCheck passed = OverfitCheck.run(MODEL, FEW, CONFIG, ConfigProto.getDefaultInstance());
        OverfitCheck failed = OverfitCheck.run(
                dead, FEW, CONFIG.toBuilder().unitVariance(false).build(), ConfigProto.getDefaultInstance());

        assertThat(passed.isPassed()).as(passed.toString()).isTrue();
        assertThat(passed.images()).isEqualTo(32);
        assertThat(failed.isPassed()).as(failed.toString()).isFalse();
        assertThat(failed.steps()).isEqualTo(300);
    }

    @Test
    void refusesFewerImagesThanABatchAndOneClassOnly() {
        LabeledImages oneClass = LabeledImages.of(28, 28, 1, new byte[64 * 784], new int[64], FEW.classes());

        assertThatThrownBy(() -> Trainer.of(MODEL)
                        .data(FEW.limit(31), FEW)
                        .config(CONFIG)
                        .run())
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "there are 31 training images, fewer than one batch (--batch) of 32; use a smaller batch or "
                                + "more images");
        assertThatThrownBy(() ->
                        Trainer.of(MODEL).data(oneClass, FEW).config(CONFIG).run())
                .isInstanceOf(UserInputException.class)
                .hasMessage("all training images are of the class \"T-shirt/top\", expected two classes or more; check "
                        + "the labels");
        TrainingConfig twoWeights = CONFIG.toBuilder().classWeights(1, 2).build();
        assertThatThrownBy(() ->
                        Trainer.of(MODEL).data(FEW, FEW).config(twoWeights).run())
                .isInstanceOf(UserInputException.class)
                .hasMessage("there are 2 class weights and 10 classes, expected as many of each");
    }

    @Test
    void givesACheckpointWithEverythingToGoOnFrom() {
        Checkpoint trained = train(CONFIG);

        assertThat(trained.spec()).isEqualTo(MODEL);
        assertThat(trained.labels()).isEqualTo(FEW.classes());
        assertThat(trained.step()).isEqualTo(2 * 4);
        assertThat(trained.weights().names())
                .containsExactlyElementsOf(MODEL.parameters().keySet());
        assertThat(trained.slots().names())
                .hasSameSizeAs(trained.weights().names())
                .allMatch(name -> name.endsWith("/momentum"));
    }

    @Test
    void tellsEachListenerOfEachEpochInOrder() {
        List<EpochMetrics> all = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        Checkpoint trained = Trainer.of(MODEL)
                .data(FEW, FEW)
                .config(CONFIG)
                .listeners(
                        (metrics, checkpoint) -> {
                            calls.add("first " + metrics.epoch());
                            all.add(metrics);
                            checkpoints.add(checkpoint.get());
                        },
                        (metrics, checkpoint) -> calls.add("second " + metrics.epoch()))
                .run();

        assertThat(calls).containsExactly("first 1", "second 1", "first 2", "second 2");
        assertThat(all).extracting(EpochMetrics::epoch).containsExactly(1, 2);
        assertThat(checkpoints).extracting(Checkpoint::step).containsExactly(4L, 8L);
        assertThat(checkpoints.get(1)).isEqualTo(trained);
        for (int epoch = 0; epoch < 2; epoch++) {
            EpochMetrics metrics = all.get(epoch);
            assertThat(metrics.test()).isEqualTo(evaluate(checkpoints.get(epoch), FEW));
            // The last of 4 steps: its middle lies an eighth of an epoch before the epoch's end.
            assertThat(metrics.learningRate()).isCloseTo(CONFIG.learningRate().at(epoch + 0.875, 2), within(1e-12));
            assertThat(metrics.seconds()).isPositive();
            assertThat(metrics.imagesPerSecond()).isGreaterThan(FEW.size() / metrics.seconds());
        }
    }

    /** A rate that changes nothing: the epoch's averages are then those of an evaluation. */
    @Test
    void weighsTheLastSmallerBatchByItsImages() {
        ModelSpec linear = Nin.image(28, 28, 1).flatten().dense(10).build("linear");
        List<EpochMetrics> all = new ArrayList<>();
        Checkpoint trained = Trainer.of(linear)
                .data(FEW.limit(50), FEW)
                .config(TrainingConfig.builder()
                        .epochs(1)
                        .batch(48)
                        .learningRate(LearningRate.constant(1e-30))
                        .build())
                .listeners((metrics, checkpoint) -> all.add(metrics))
                .run();

        Evaluation expected = evaluate(trained, FEW.limit(50));
        assertThat(all.get(0).train().loss()).isCloseTo(expected.loss(), within(1e-5));
        assertThat(all.get(0).train().accuracy()).isEqualTo(expected.accuracy()).isBetween(0.01, 0.99);
    }

    @Test
    void staysAsItIs() {
        Trainer without = Trainer.of(MODEL);
        without.data(FEW, FEW).config(CONFIG).listeners();

        assertThatThrownBy(without::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the trainer has no images; call data(train, test) before run()");
    }

    @Test
    void refusesAModelThatEndsInAMap() {
        assertThatThrownBy(() -> Trainer.of(Nin.image(28, 28, 1).conv2d(10, 3).build("map")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the model \"map\" ends in a feature map 26×26×10, expected a vector of one value a class; "
                        + "add globalAvgPool() or flatten()");
    }

    @Test
    void refusesImagesThatDoNotFit() {
        LabeledImages small = TestImages.noise(2, 27, 28, 10);
        LabeledImages fewClasses = TestImages.noise(2, 28, 28, 9);
        ModelSpec floats = Nin.floatImage(28, 28, 1).flatten().dense(10).build("floats");

        assertRefused(MODEL, small, FEW, "the images are uint8 27×28×1, the model \"small\" takes UINT8 28×28×1");
        assertRefused(MODEL, FEW, small, "the images are uint8 27×28×1, the model \"small\" takes UINT8 28×28×1");
        assertRefused(floats, FEW, FEW, "the images are uint8 28×28×1, the model \"floats\" takes FLOAT32 28×28×1");
        assertRefused(
                MODEL,
                fewClasses,
                FEW,
                "the images have 9 classes, the model \"small\" has 10 outputs; expected as many");
    }

    private static void assertRefused(ModelSpec model, LabeledImages train, LabeledImages test, String message) {
        assertThatThrownBy(() -> Trainer.of(model).data(train, test))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private static Checkpoint train(TrainingConfig config) {
        return Trainer.of(MODEL).data(FEW, FEW).config(config).run();
    }

    private static Evaluation evaluate(Checkpoint checkpoint, LabeledImages images) {
        try (Evaluator evaluator = new Evaluator(checkpoint.spec(), ConfigProto.getDefaultInstance())) {
            evaluator.load(checkpoint.weights());
            return evaluator.evaluate(images);
        }
    }
}
