// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Activation;
import dev.nin.model.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares losses and predictions of tags with values computed by hand. */
class MultiLabelTest {
    private static final MultiLabel TASK = Task.multiLabel(List.of("dog", "cat", "owl"));
    private static final float[] LOGITS = {0, 2, -3, 40, -50, 100};
    private static final float[] RIGHT = {1, 0, 1, 1, 1, 0};

    @Test
    void theLossIsTheMeanCrossEntropyOverTheTags() {
        double first = (log(0) + log(-2) + log(-3)) / 3;

        assertThat(losses(TASK)).containsExactly(new float[] {(float) first, (50 + 100) / 3f}, within(1e-5f));
    }

    /** The negative logarithm of one tag's probability. */
    private static double log(double logit) {
        return Math.log1p(Math.exp(-logit));
    }

    @Test
    void smallLossesKeepTheirDigits() {
        float[] losses = Emitted.floats(tf -> Task.multiLabel(List.of("one"))
                .losses(tf, Emitted.batch(tf, new float[] {20, -20}, 1), Emitted.batch(tf, new float[] {1, 0}, 1)));

        assertThat(losses[0] / Math.exp(-20)).isCloseTo(1, within(1e-5));
        assertThat(losses[1] / Math.exp(-20)).isCloseTo(1, within(1e-5));
    }

    @Test
    void weightsMultiplyTheLossesOfTagsThatAreThere() {
        double first = (5 * log(0) + log(-2) + 2 * log(-3)) / 3;

        assertThat(losses(TASK.weighted(5, 7, 2))[0]).isCloseTo((float) first, within(1e-5f));
        assertThat(TASK.weighted(5, 7, 2).plain()).isEqualTo(TASK);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theAnswersAreProbabilities() {
        float[] answers = Emitted.floats(tf ->
                (Operand<TFloat32>) TASK.predictions(tf, batch(tf, LOGITS)).get("probabilities"));

        assertThat(answers).containsExactly(new float[] {0.5f, 0.880797f, 0.0474259f, 1, 0, 1}, within(1e-6f));
    }

    @Test
    void itsMetricsAreChosenByName() {
        assertThat(TASK.metrics()).extracting("name").containsExactly("map", "auc");
        assertThat(TASK.measured("auc").metrics()).extracting("name").containsExactly("auc");
        Refusals.assertRefused(
                () -> TASK.measured("mae"),
                "multi-label has no metric \"mae\", expected one of [map, auc]; or pass a custom Metric to"
                        + " measured(...)");
    }

    @Test
    void refusesNumbersOutOfTheirRange() {
        Refusals.assertRefused(
                () -> Task.multiLabel(List.of("a", "b", "a")),
                "the tags [a, b, a] contain \"a\" twice, expected each once; rename one");
        Refusals.assertRefused(
                () -> Task.multiLabel(List.of()), "there are no tags, expected the name of at least one");
        Refusals.assertRefused(
                () -> TASK.weighted(1, -1, 1),
                "the tag weights [1.0, -1.0, 1.0] contain -1.0, expected numbers of at least 0");
        Refusals.assertRefused(
                () -> TASK.weighted(1, 1), "there are 2 tag weights and 3 tags, expected one weight per tag");
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        TASK.requireFit(SmallModels.vector(3), "out");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 3), "out"),
                "the model \"small\" ends in a feature map 4×4×3, expected a vector with one value per tag; add "
                        + "globalAvgPool() or flatten()");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.vector(3, new Activation(Activation.Function.SIGMOID)), "out"),
                "the model \"small\" ends in sigmoid(), expected logits, since the loss applies the sigmoid itself; "
                        + "remove the last layer");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.vector(3, new Softmax()), "out"),
                "the model \"small\" ends in softmax(), expected logits, since the loss applies the sigmoid itself; "
                        + "remove the last layer");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.vector(2), "out"),
                "there are 3 tags, the model \"small\" has 2 outputs; expected the same number: end it with dense(3)");
    }

    private static float[] losses(MultiLabel task) {
        return Emitted.floats(tf -> task.losses(tf, batch(tf, LOGITS), batch(tf, RIGHT)));
    }

    private static Operand<TFloat32> batch(Ops tf, float[] values) {
        return Emitted.batch(tf, values, 3);
    }
}
