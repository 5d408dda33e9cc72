// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.model.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares losses and hits of classes with values computed by hand. */
class ClassificationTest {
    private static final float[][] LOGITS = {{2, 1, 0}, {0, 3, 3}, {-1, 0, 4}};
    private static final int[] CLASSES = {0, 2, 1};
    private static final Classification TASK = Task.classification(List.of("bag", "boot", "coat"));

    @Test
    void theLossIsTheCrossEntropyOfEachExample() {
        float[] losses = losses(TASK);

        for (int i = 0; i < CLASSES.length; i++) {
            assertThat(losses[i]).isCloseTo((float) -logOf(i, CLASSES[i]), within(1e-6f));
        }
    }

    @Test
    void smoothingSpreadsAShareOfEachLabel() {
        float[] losses = losses(TASK.smoothed(0.3));

        for (int i = 0; i < CLASSES.length; i++) {
            double expected = 0;
            for (int label = 0; label < 3; label++) {
                expected -= (0.1 + (label == CLASSES[i] ? 0.7 : 0)) * logOf(i, label);
            }
            assertThat(losses[i]).isCloseTo((float) expected, within(1e-6f));
        }
    }

    @Test
    void weightsMultiplyTheLossesOfTheirClass() {
        float[] plain = losses(TASK);
        float[] weighted = losses(TASK.weighted(2, 0, 0.5f));

        assertThat(weighted).containsExactly(new float[] {2 * plain[0], 0.5f * plain[1], 0}, within(1e-6f));
    }

    @Test
    void theFocalLossCountsLessWhatIsKnown() {
        for (double gamma : new double[] {0.5, 2, 5}) {
            float[] losses = losses(TASK.focal(gamma).weighted(1, 2, 3));
            for (int i = 0; i < CLASSES.length; i++) {
                double log = logOf(i, CLASSES[i]);
                double expected = -Math.pow(1 - Math.exp(log), gamma) * log * (CLASSES[i] + 1);
                assertThat(losses[i]).isCloseTo((float) expected, within(1e-6f));
            }
        }
        assertThat(losses(TASK.focal(0))).containsExactly(losses(TASK));
    }

    @Test
    void theTemperatureDividesTheLogitsOfTheProbabilitiesAlone() {
        Classification warm = TASK.focal(2).calibrated(2.5);
        float[] probabilities =
                run((tf, logits) -> tf.dtypes.cast(warm.predictions(tf, logits).get("probabilities"), TFloat32.class));

        for (int i = 0; i < CLASSES.length; i++) {
            double sum = 0;
            for (float logit : LOGITS[i]) {
                sum += Math.exp(logit / 2.5);
            }
            for (int label = 0; label < 3; label++) {
                assertThat(probabilities[3 * i + label])
                        .isCloseTo((float) (Math.exp(LOGITS[i][label] / 2.5) / sum), within(1e-6f));
            }
        }
        assertThat(losses(warm)).containsExactly(losses(TASK.focal(2)));
        assertThat(classIds(warm)).containsExactly(classIds(TASK));
        assertThat(warm.smoothed(0.1).plain()).isEqualTo(TASK.calibrated(2.5));
    }

    @Test
    void noOperationIsAddedWithoutATemperature() {
        assertThat(operations(TASK)).isEqualTo(operations(TASK.calibrated(3).calibrated(1)));
        assertThat(operations(TASK)).hasSize(operations(TASK.calibrated(3)).size() - 2);
    }

    @Test
    void itsMetricsAreChosenByName() {
        assertThat(TASK.metrics()).extracting("name").containsExactly("accuracy");
        assertThat(TASK.measured("f1", "top_2", "top_5").metrics())
                .extracting("name")
                .containsExactly("f1", "top_2", "top_5");
        assertThat(TASK.focal(2).measured("f1").plain()).isEqualTo(TASK.measured("f1"));
        assertRefused(
                () -> TASK.measured("top_0"),
                "classification has no metric \"top_0\", expected one of [accuracy, top_5, precision, recall, f1]; or"
                        + " pass a custom Metric to measured(...)");
    }

    @Test
    void evaluationKnowsNeitherSmoothingNorWeights() {
        assertThat(TASK.smoothed(0.3).weighted(2, 0, 1).plain()).isEqualTo(TASK);
    }

    /** The second example's two most probable classes are equal; the first of them is predicted. */
    @Test
    void theAccuracyIsTheShareOfHits() {
        float[] sums =
                run((tf, logits) -> TASK.metrics().get(0).sums(tf, logits, TASK.encoded(tf, tf.constant(CLASSES))));

        assertThat(sums).containsExactly(1);
        assertThat(TASK.metrics().get(0).value(new double[] {30}, 40)).isEqualTo(0.75);
    }

    @Test
    void refusesNumbersOutOfTheirRange() {
        assertRefused(
                () -> Task.classification(List.of()), "there are no labels, expected the name of at least one class");
        assertRefused(
                () -> TASK.smoothed(1), "the label smoothing is 1.0, expected at least 0 and below 1, such as 0.1");
        assertRefused(
                () -> TASK.smoothed(Double.NaN),
                "the label smoothing is NaN, expected at least 0 and below 1, such as 0.1");
        assertRefused(
                () -> TASK.weighted(1, -1, 1),
                "the class weights [1.0, -1.0, 1.0] contain -1.0, expected numbers of at least 0");
        assertRefused(() -> TASK.focal(-1), "the gamma of the focal loss is -1.0, expected at least 0, such as 2");
        assertRefused(() -> TASK.calibrated(0), "the temperature is 0.0, expected a number above 0, such as 1.5");
        assertRefused(
                () -> TASK.calibrated(Double.POSITIVE_INFINITY),
                "the temperature is Infinity, expected a number above 0, such as 1.5");
        assertRefused(
                () -> TASK.weighted(1, 1), "there are 2 class weights and 3 classes, expected one weight per class");
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        TASK.requireFit(SmallModels.vector(3), "out");
        assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 3), "out"),
                "the model \"small\" ends in a feature map 4×4×3, expected a vector with one value per class; add "
                        + "globalAvgPool() or flatten()");
        assertRefused(
                () -> TASK.requireFit(SmallModels.vector(3, new Softmax()), "out"),
                "the model \"small\" ends in softmax(), expected logits, since the loss applies the softmax itself; "
                        + "remove the last layer");
        assertRefused(
                () -> TASK.requireFit(SmallModels.vector(2), "out"),
                "the images have 3 classes, the model \"small\" has 2 outputs; expected the same number");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run).isInstanceOf(UserInputException.class).hasMessage(message);
    }

    private static float[] classIds(Classification task) {
        return run((tf, logits) -> tf.dtypes.cast(task.predictions(tf, logits).get("class_ids"), TFloat32.class));
    }

    private static List<String> operations(Classification task) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            task.predictions(tf, tf.constant(LOGITS));
            List<String> names = new ArrayList<>();
            graph.operations().forEachRemaining(operation -> names.add(operation.name()));
            return names;
        }
    }

    private static float[] losses(Classification task) {
        return run((tf, logits) -> task.losses(tf, logits, task.encoded(tf, tf.constant(CLASSES))));
    }

    private static float[] run(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> emit) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> wanted = emit.apply(tf, tf.constant(LOGITS));
            try (Result result = session.runner().fetch(wanted).run()) {
                TFloat32 values = (TFloat32) result.get(0);
                float[] copy = new float[Math.toIntExact(values.size())];
                values.asRawTensor().data().asFloats().read(copy);
                return copy;
            }
        }
    }

    private static double logOf(int example, int label) {
        double sum = 0;
        for (float logit : LOGITS[example]) {
            sum += Math.exp(logit);
        }
        return LOGITS[example][label] - Math.log(sum);
    }
}
