// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.optimizer.VariableUpdate;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.config.TrainingConfigBuilder;
import dev.nin.train.step.TrainingGraph;
import dev.nin.weights.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Each optimizer's first steps against a reference in double precision. */
class OptimizerTest {
    private static final int STEPS = 20;
    private static final ModelSpec MODEL = Nin.image(2, 2, 1).flatten().dense(3).build("linear");
    private static final Dataset IMAGES = TestImages.noise(7, 2, 2, 3);
    private static final Classification TASK = Task.classification(IMAGES.classes());

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTheStepsOfTheFormula(Optimizer optimizer) {
        assertFollows(config(optimizer).build());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void decaysKernelsButNoBias(Optimizer optimizer) {
        assertFollows(config(optimizer).weightDecay(0.3).build());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void clipsTheGradientBeforeItDecays(Optimizer optimizer) {
        ReferenceTraining reference =
                assertFollows(config(optimizer).weightDecay(0.1).clipNorm(0.05).build());

        assertThat(reference.clippings()).isEqualTo(STEPS);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTheGradientUphill(Optimizer optimizer) {
        assertFollows(config(optimizer)
                .sharpnessRadius(0.5)
                .weightDecay(0.1)
                .clipNorm(0.05)
                .averageDecay(0.5)
                .build());
    }

    @Test
    void leavesShortGradientsAlone() {
        ReferenceTraining reference =
                assertFollows(config(new Optimizer.Sgd()).clipNorm(100).build());

        assertThat(reference.clippings()).isZero();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTheRateOfEachStep(Optimizer optimizer) {
        assertFollows(config(optimizer)
                .learningRate(new LearningRate(0.2, LearningRate.Schedule.COSINE, 5))
                .build());
    }

    static List<Optimizer> optimizers() {
        return List.of(
                new Optimizer.Sgd(),
                new Optimizer.Momentum(0.9f, false),
                new Optimizer.Momentum(0.9f, true),
                new Optimizer.Adam(0.9f, 0.999f, 1e-7f, false),
                new Optimizer.Adam(0.5f, 0.7f, 1e-2f, false),
                new Optimizer.Adam(0.9f, 0.999f, 1e-7f, true),
                new Optimizer.RmsProp(0.9f, 0, 1e-3f),
                new Optimizer.RmsProp(0.5f, 0.8f, 1e-2f),
                new Optimizer.Muon(0.95f));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void spreadsAShareOfEachLabel(Optimizer optimizer) {
        assertFollows(TASK.smoothed(0.2), config(optimizer).build());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void weighsTheClassesOfTheLoss(Optimizer optimizer) {
        assertFollows(TASK.weighted(0.5f, 2, 1), config(optimizer).build());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void averagesTheWeights(Optimizer optimizer) {
        assertFollows(config(optimizer).averageDecay(0.5).build());
    }

    /** Two accumulated steps with half of the images each equal one step with all of them. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void sumsGradientsOverSteps(Optimizer optimizer) {
        Dataset images = IMAGES.limit(IMAGES.size() / 2 * 2);
        TrainingConfig whole =
                config(optimizer).batch(images.size()).clipNorm(0.1).build();
        TrainingConfig halves =
                whole.toBuilder().batch(images.size() / 2).accumulation(2).build();

        double[] expected = trained(images, whole);
        double[] summed = trained(images, halves);

        assertThat(summed).isNotEqualTo(ReferenceTraining.flat(initial(halves)));
        for (int i = 0; i < expected.length; i++) {
            assertThat(summed[i]).isCloseTo(expected[i], within(1e-4 * Math.abs(expected[i]) + 1e-5));
        }
    }

    @Test
    void anOptimizerOfTheUsersOwnChangesTheWeights() {
        TrainingConfig config = config(new SignDescent()).epochs(1).build();

        double[] before = ReferenceTraining.flat(initial(config));
        double[] after = trained(IMAGES, config);

        for (int i = 0; i < before.length; i++) {
            assertThat(Math.abs(after[i] - before[i])).isCloseTo(0.1, within(1e-6));
        }
    }

    /**
     * Moves by the rate against the gradient's sign in the first step; it keeps its last update only to have a slot.
     */
    private record SignDescent() implements Optimizer {
        @Override
        public Op apply(VariableUpdate update) {
            Ops tf = update.tf();
            Operand<TFloat32> sign = tf.math.sign(tf.math.sub(update.gradient(), update.slot("last")));
            return tf.assignSub(update.variable(), tf.math.mul(sign, update.rate()));
        }
    }

    private static double[] trained(Dataset images, TrainingConfig config) {
        return ReferenceTraining.flat(
                Trainer.of(MODEL).data(images, images).config(config).run().weights());
    }

    @ParameterizedTest
    @MethodSource
    void isKnownByName(String name, Optimizer optimizer) {
        assertThat(Optimizer.named(name)).isEqualTo(optimizer);
    }

    static List<Arguments> isKnownByName() {
        return List.of(
                arguments("sgd", new Optimizer.Sgd()),
                arguments("momentum", new Optimizer.Momentum(0.9f, false)),
                arguments("nesterov", new Optimizer.Momentum(0.9f, true)),
                arguments("adam", new Optimizer.Adam(0.9f, 0.999f, 1e-7f, false)),
                arguments("adamw", new Optimizer.Adam(0.9f, 0.999f, 1e-7f, true)),
                arguments("rmsprop", new Optimizer.RmsProp(0.9f, 0, 1e-7f)),
                arguments("muon", new Optimizer.Muon(0.95f)));
    }

    @Test
    void refusesNumbersOutOfTheirRange() {
        assertRefused(
                () -> Optimizer.named("SGD"),
                "optimizer SGD is not known, expected sgd, momentum, nesterov, adam, adamw, rmsprop or muon");
        assertRefused(() -> new Optimizer.Momentum(1, false), "the momentum is 1.0, expected at least 0 and below 1");
        assertRefused(
                () -> new Optimizer.Momentum(Float.NaN, true), "the momentum is NaN, expected at least 0 and below 1");
        assertRefused(
                () -> new Optimizer.Adam(-0.1f, 0.9f, 1, false),
                "Adam's beta1 is -0.1, expected at least 0 and below 1");
        assertRefused(
                () -> new Optimizer.Adam(0.9f, 2, 1, false), "Adam's beta2 is 2.0, expected at least 0 and below 1");
        assertRefused(
                () -> new Optimizer.Adam(0.9f, 0.9f, 0, false), "Adam's epsilon is 0.0, expected a number above 0");
        assertRefused(() -> new Optimizer.Muon(-1), "Muon's momentum is -1.0, expected at least 0 and below 1");
        assertRefused(() -> new Optimizer.RmsProp(1, 0, 1), "RMSProp's rho is 1.0, expected at least 0 and below 1");
        assertRefused(
                () -> new Optimizer.RmsProp(0, -1, 1), "RMSProp's momentum is -1.0, expected at least 0 and below 1");
        assertRefused(() -> new Optimizer.RmsProp(0, 0, -1), "RMSProp's epsilon is -1.0, expected a number above 0");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run).isInstanceOf(UserInputException.class).hasMessage(message);
    }

    private static TrainingConfigBuilder config(Optimizer optimizer) {
        return TrainingConfig.builder()
                .epochs(STEPS)
                .batch(IMAGES.size())
                .optimizer(optimizer)
                .learningRate(LearningRate.constant(0.1));
    }

    /** One epoch is one step with all images, so that a listener sees the weights after each step. */
    private static ReferenceTraining assertFollows(TrainingConfig config) {
        return assertFollows(TASK, config);
    }

    private static ReferenceTraining assertFollows(Classification task, TrainingConfig config) {
        ReferenceTraining reference = new ReferenceTraining(task, config, IMAGES, initial(config));
        // The gradients of a softmax sum to 0, and Muon's iterations enlarge what rounding leaves of that direction.
        double rounding = config.optimizer() instanceof Optimizer.Muon ? 2e-5 : 1e-6;
        Trainer.of(MODEL, task)
                .data(IMAGES, IMAGES)
                .config(config)
                .listeners((metrics, checkpoint) -> {
                    double loss = reference.step();
                    assertThat(metrics.train().loss()).isCloseTo(loss, within(1e-4 * loss));
                    double[] trained = ReferenceTraining.flat(checkpoint.get().weights());
                    double[] expected = reference.averagedParameters();
                    assertThat(trained).hasSameSizeAs(expected);
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(trained[i])
                                .as("step %d, parameter %d", metrics.epoch(), i)
                                .isCloseTo(expected[i], within(1e-4 * Math.abs(expected[i]) + rounding));
                    }
                })
                .run();
        return reference;
    }

    private static Weights initial(TrainingConfig config) {
        try (TrainingGraph graph =
                new TrainingGraph(MODEL, Goals.of(MODEL, TASK), config, ConfigProto.getDefaultInstance())) {
            return graph.weights();
        }
    }
}
