// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.metric.Metrics;
import dev.nin.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.BinaryCrossentropy;
import org.tensorflow.framework.losses.Huber;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.framework.losses.MeanSquaredError;
import org.tensorflow.framework.losses.Reduction;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests custom losses and losses of tensorflow-framework, and tasks with them. */
class OwnLossTest {
    private static final Regression VALUES = Task.regression(List.of("x", "y"));
    private static final float[] OUTPUT = {1, 2, 0, -3};
    private static final float[] RIGHT = {1.5f, 0, 0, 1};

    @Test
    void eachExampleHasTheLossOfItsBatchUnlessTheLossIsUnreduced() {
        float mean = (2.125f + 8) / 2;

        assertThat(losses(VALUES.withLoss(new MeanSquaredError())))
                .containsExactly(new float[] {mean, mean}, within(1e-6f));
        assertThat(losses(VALUES.withLoss(new MeanSquaredError(Reduction.SUM))))
                .containsExactly(new float[] {10.125f, 10.125f}, within(1e-6f));
        assertThat(losses(VALUES.withLoss(new MeanSquaredError(Reduction.NONE))))
                .containsExactly(new float[] {2.125f, 8}, within(1e-6f));
    }

    @Test
    void itsLossesAreThoseOfTheBuiltInTasks() {
        MultiLabel tags = Task.multiLabel(List.of("x", "y"));

        assertThat(losses(VALUES.withLoss(new Huber(Reduction.NONE))))
                .containsExactly(losses(VALUES.huber(1)), within(1e-6f));
        assertThat(losses(tags.withLoss(new BinaryCrossentropy(true, 0, Reduction.NONE))))
                .containsExactly(losses(tags), within(1e-6f));
    }

    @Test
    void functionsOfTheFrameworkAreLossesToo() {
        Task task = VALUES.withLoss((tf, output, right) -> Losses.meanAbsoluteError(tf, right, output));

        assertThat(losses(task)).containsExactly(losses(VALUES.absolute()), within(1e-6f));
    }

    @Test
    void lossesOfPixelsAreAveragedOverEachImage() {
        Task task = Task.reconstruction().withLoss(new MeanSquaredError(Reduction.NONE));
        float[] losses = Emitted.floats(
                tf -> task.losses(tf, Emitted.batch(tf, OUTPUT, 2, 1, 1), Emitted.batch(tf, RIGHT, 2, 1, 1)));

        assertThat(losses).containsExactly(new float[] {2.125f, 8}, within(1e-6f));
    }

    @Test
    void theRestStaysTheTasksOwn() {
        Task task = VALUES.normalized().withLoss(new Huber(), "Cumsum");
        Task fitted = task.fitted(Stream.of(new float[] {1, 2}, new float[] {3, 6}));

        assertThat(task.kind()).isEqualTo("regression");
        assertThat(task.checkedOperations()).containsExactly("Cumsum");
        assertThat(task.measured("r2").metrics()).extracting("name").containsExactly("r2");
        assertThat(fitted.settings().numbers("mean")).containsExactly(2f, 4f);
        assertThat(fitted.plain().settings()).isEqualTo(fitted.settings());
        assertThat(fitted.target(SmallModels.vector(2), "out")).isEqualTo(Target.ofValues(List.of("x", "y")));
    }

    @Test
    void aFileKeepsAllButTheLoss() {
        Task task = VALUES.withLoss(new Huber());
        Task read = TaskKinds.read(task.kind(), task.settings());

        assertThat(read.settings()).isEqualTo(task.settings());
        assertThat(values(read)).containsExactly(OUTPUT);
        assertThat(read.metrics()).isEqualTo(VALUES.metrics());
        Refusals.assertRefused(
                () -> losses(read),
                "the loss \"Huber\" is code of the application that trained the model and is not stored in files,"
                        + " expected the task itself; pass it to Trainer.of(spec, task)");
    }

    @Test
    void aTaskOfOnesOwnIsATargetAndALoss() {
        CustomTask task = Task.custom(
                        Target.ofValues(List.of("x", "y")),
                        (tf, output, right) -> tf.math.abs(tf.math.sub(output, right)))
                .measured(Metrics.meanAbsoluteError())
                .checked("Cumsum");

        task.requireFit(SmallModels.vector(2), "out");
        assertThat(losses(task)).containsExactly(losses(VALUES.absolute()), within(1e-6f));
        assertThat(values(task)).containsExactly(OUTPUT);
        assertThat(task.metrics()).extracting("name").containsExactly("mae");
        assertThat(task.checkedOperations()).containsExactly("Cumsum");
        assertThat(task.plain()).isSameAs(task);
    }

    @Test
    void itsTargetsAreEncodedByTheirKind() {
        List<String> names = List.of("a", "b");
        LossFunction loss = (tf, output, right) -> output;

        assertThat(Emitted.floats(tf ->
                        Task.custom(Target.ofClass(names), loss).encoded(tf, tf.constant(new int[] {1, 0}))))
                .containsExactly(0, 1, 1, 0);
        assertThat(Emitted.floats(tf -> Task.custom(Target.ofImage(Shape.map(1, 2, 1)), loss)
                        .encoded(tf, tf.constant(new int[] {255, 51}))))
                .containsExactly(1, 0.2f);
    }

    @Test
    void itAnswersWhatItIsToldTo() {
        CustomTask task = Task.custom(Target.ofValues(List.of("x", "y")), (tf, output, right) -> output)
                .answering(Map.of("double", (tf, output) -> tf.math.mul(output, tf.constant(2f))));

        assertThat(task.predictions(Ops.create(), Ops.create().constant(OUTPUT)))
                .containsOnlyKeys("double");
    }

    @Test
    void aFileKeepsTheTargetOfATaskOfOnesOwn() {
        CustomTask task = Task.custom(Target.ofMask(2, 3, List.of("a", "b")).named("m"), (tf, output, right) -> output);
        Task read = TaskKinds.read("custom", task.settings());

        assertThat(read.settings()).isEqualTo(task.settings());
        assertThat(read.target(SmallModels.vector(2), "out")).isEqualTo(task.target());
        assertThat(values(read)).containsExactly(OUTPUT);
        Refusals.assertRefused(
                () -> losses(read),
                "the loss of the custom task is code of the application that trained the model and is not stored in"
                        + " files, expected the task itself; pass it to Trainer.of(spec, task)");
    }

    private static float[] losses(Task task) {
        return Emitted.floats(tf -> task.losses(tf, batch(tf, OUTPUT), batch(tf, RIGHT)));
    }

    @SuppressWarnings("unchecked")
    private static float[] values(Task task) {
        return Emitted.floats(tf ->
                (Operand<TFloat32>) task.predictions(tf, batch(tf, OUTPUT)).get("values"));
    }

    private static Operand<TFloat32> batch(Ops tf, float[] values) {
        return Emitted.batch(tf, values, 2);
    }
}
