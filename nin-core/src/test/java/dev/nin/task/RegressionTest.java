// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Activation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares losses, scales and predictions of numbers with values computed by hand. */
class RegressionTest {
    private static final Regression TASK = Task.regression(List.of("x", "y"));
    private static final float[] OUTPUT = {1, 2, 0, -3};
    private static final float[] RIGHT = {1.5f, 0, 0, 1};

    @Test
    void theLossIsTheMeanOverTheNumbers() {
        assertThat(losses(TASK)).containsExactly(new float[] {(0.25f + 4) / 2, 8}, within(1e-6f));
        assertThat(losses(TASK.absolute())).containsExactly(new float[] {1.25f, 2}, within(1e-6f));
        assertThat(losses(TASK.huber(1))).containsExactly(new float[] {(0.125f + 1.5f) / 2, 3.5f / 2}, within(1e-6f));
    }

    @Test
    void normalizedNumbersAreLearnedAsDeviationsAndPredictedInTheirUnits() {
        Regression fitted = TASK.normalized().fitted(Stream.of(new float[] {100, 7}, new float[] {104, 7}));

        assertThat(fitted.scale()).isEqualTo(new TargetScale(true, List.of(102f, 7f), List.of(2f, 1f)));
        assertThat(Emitted.floats(tf -> fitted.encoded(tf, batch(tf, 106, 8, 100, 7))))
                .containsExactly(2, 1, -1, 0);
        assertThat(values(fitted, 2, 1, -1, 0)).containsExactly(106, 8, 100, 7);
        assertThat(Emitted.floats(
                        tf -> fitted.metrics().get(0).sums(tf, batch(tf, 0, 0, 0, 0), batch(tf, 2, 1, -1, 0))))
                .containsExactly((4 + 1) / 2f + 2 / 2f);
    }

    @Test
    void meanAndDeviationLoseNoDigitsToAGreatMean() {
        Regression fitted = Task.regression(List.of("x"))
                .normalized()
                .fitted(Stream.iterate(0, i -> i + 1).limit(10_000).map(i -> new float[] {100_000 + i % 2}));

        assertThat(fitted.scale().mean()).containsExactly(100_000.5f);
        assertThat(fitted.scale().deviation().get(0)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void whatIsFittedStaysAsItIs() {
        Regression fitted = TASK.normalized().fitted(Stream.of(new float[] {1, 2}, new float[] {3, 4}));

        assertThat(fitted.fitted(Stream.of(new float[] {9, 9}))).isSameAs(fitted);
        assertThat(TASK.fitted(Stream.of(new float[] {9, 9}))).isSameAs(TASK);
    }

    @Test
    void inTheirOwnUnitsNumbersAreAnsweredAsTheyAre() {
        assertThat(values(TASK, 3, 4)).containsExactly(3, 4);
        assertThat(Emitted.floats(tf -> TASK.encoded(tf, batch(tf, 3, 4)))).containsExactly(3, 4);
    }

    @Test
    void itsMetricsAreChosenByName() {
        assertThat(TASK.metrics()).extracting("name").containsExactly("mae", "rmse", "r2");
        assertThat(TASK.measured("r2", "mse").metrics()).extracting("name").containsExactly("r2", "mse");
        Refusals.assertRefused(
                () -> TASK.measured("accuracy"),
                "regression has no metric \"accuracy\", expected one of [mae, rmse, r2, mse]; or pass a custom Metric"
                        + " to measured(...)");
    }

    @Test
    void refusesWhatIsOutOfItsRange() {
        Refusals.assertRefused(
                () -> Task.regression(List.of()), "there are no values, expected the name of at least one");
        Refusals.assertRefused(() -> TASK.huber(0), "the delta of Huber's loss is 0.0, expected above 0, such as 1");
        Refusals.assertRefused(
                () -> TASK.normalized().fitted(Stream.of(new float[] {1, 2}, new float[] {1, Float.NaN})),
                "the value \"y\" of training example 1 is NaN, expected a finite number");
        Refusals.assertRefused(
                () -> TASK.normalized().fitted(Stream.of()),
                "there are no training examples, expected at least one to compute means from");
        Refusals.assertRefused(
                () -> values(TASK.normalized(), 1, 2),
                "the mean and deviation of [x, y] are not known, expected a task that is fitted to the training "
                        + "examples; call fitted(...)");
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        TASK.requireFit(SmallModels.vector(2), "out");
        TASK.requireFit(SmallModels.vector(2, new Activation(Activation.Function.SIGMOID)), "out");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 2), "out"),
                "the model \"small\" ends in a feature map 4×4×2, expected a vector with one value per number; add "
                        + "globalAvgPool() or flatten()");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.vector(3), "out"),
                "there are 2 values [x, y], the model \"small\" has 3 outputs; expected the same number: end it with"
                        + " dense(2)");
        Refusals.assertRefused(
                () -> TASK.normalized()
                        .requireFit(SmallModels.vector(2, new Activation(Activation.Function.SIGMOID)), "out"),
                "the model \"small\" ends in sigmoid(), expected values of either sign, like normalized targets; "
                        + "remove the last layer");
    }

    private static float[] losses(Regression task) {
        return Emitted.floats(tf -> task.losses(tf, batch(tf, OUTPUT), batch(tf, RIGHT)));
    }

    @SuppressWarnings("unchecked")
    private static float[] values(Regression task, float... output) {
        return Emitted.floats(tf ->
                (Operand<TFloat32>) task.predictions(tf, batch(tf, output)).get("values"));
    }

    private static Operand<TFloat32> batch(Ops tf, float... values) {
        return Emitted.batch(tf, values, 2);
    }
}
