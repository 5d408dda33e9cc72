// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.metric.Metric;
import dev.nin.model.Softmax;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** Compares losses, masks and metrics of pixels with values computed by hand. */
class SegmentationTest {
    private static final Segmentation TASK = Task.segmentation(List.of("sky", "tree", "void"));
    private static final int PIXELS = 6;
    private static final int CLASSES = 3;
    /** Two images of 2 by 3 pixels; the second has only one pixel that counts. */
    private static final int[] MASK = {0, 1, 2, 255, 1, 0, 255, 255, 255, 255, 255, 1};

    private static final float[] LOGITS = logits();

    private static float[] logits() {
        Random random = new Random(3);
        float[] logits = new float[2 * PIXELS * CLASSES];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian() * 2;
        }
        return logits;
    }

    @Test
    void theLossIsTheMeanOverPixelsThatHaveAClass() {
        assertThat(losses(TASK)).containsExactly(new float[] {entropy(0, false), entropy(1, false)}, within(1e-6f));
    }

    @Test
    void ignoredClassesTeachNothing() {
        Segmentation task = TASK.ignoring("void");

        assertThat(losses(task)).containsExactly(new float[] {entropy(0, true), entropy(1, true)}, within(1e-6f));
    }

    @Test
    void anImageWithoutAClassCostsNothing() {
        int[] nothing =
                IntStream.generate(() -> Target.NOTHING).limit(2 * PIXELS).toArray();
        for (Segmentation.Loss loss : Segmentation.Loss.values()) {
            float[] losses =
                    Emitted.floats(tf -> TASK.by(loss).losses(tf, output(tf), TASK.encoded(tf, mask(tf, nothing))));
            assertThat(losses).containsExactly(new float[] {0, 0}, within(1e-6f));
        }
    }

    @Test
    void theDiceLossIsOneLessTheMeanOverClasses() {
        float[] losses = losses(TASK.by(Segmentation.Loss.DICE));
        float[] learned = losses(TASK.ignoring("void").by(Segmentation.Loss.DICE));

        assertThat(losses).containsExactly(new float[] {dice(0, false), dice(1, false)}, within(1e-6f));
        assertThat(learned).containsExactly(new float[] {dice(0, true), dice(1, true)}, within(1e-6f));
        assertThat(losses(TASK.by(Segmentation.Loss.CROSS_ENTROPY_AND_DICE)))
                .containsExactly(
                        new float[] {entropy(0, false) + dice(0, false), entropy(1, false) + dice(1, false)},
                        within(1e-5f));
    }

    @Test
    void theMaskHoldsThePredictedClassThatIsLearned() {
        assertThat(Emitted.bytes(tf -> TASK.predictions(tf, output(tf)).get("mask")))
                .containsExactly(predicted(CLASSES));
        assertThat(Emitted.bytes(
                        tf -> TASK.ignoring("void").predictions(tf, output(tf)).get("mask")))
                .containsExactly(predicted(2));
        assertThat(probabilities(TASK)[4]).isCloseTo((float) probability(1, 1, CLASSES), within(1e-6f));
        assertThat(probabilities(TASK.ignoring("void"))[4]).isCloseTo((float) probability(1, 1, 2), within(1e-6f));
        assertThat(probabilities(TASK.ignoring("void"))[5]).isZero();
    }

    @Test
    void itsMetricsCountPixels() {
        int[][] table = new int[CLASSES][CLASSES];
        int[] predicted = predicted(CLASSES);
        for (int pixel = 0; pixel < MASK.length; pixel++) {
            if (MASK[pixel] != Target.NOTHING) {
                table[MASK[pixel]][predicted[pixel]]++;
            }
        }
        double iou = 0;
        double dice = 0;
        double hits = 0;
        for (int i = 0; i < CLASSES; i++) {
            double right = IntStream.of(table[i]).sum();
            int column = i;
            double taken =
                    IntStream.range(0, CLASSES).map(row -> table[row][column]).sum();
            iou += table[i][i] / (right + taken - table[i][i]) / CLASSES;
            dice += 2 * table[i][i] / (right + taken) / CLASSES;
            hits += table[i][i];
        }

        assertThat(TASK.metrics()).extracting("name").containsExactly("mean_iou", "pixel_accuracy", "dice");
        assertThat(value(TASK, 0)).isCloseTo(iou, within(1e-6));
        assertThat(value(TASK, 1)).isCloseTo(hits / 6, within(1e-6));
        assertThat(value(TASK, 2)).isCloseTo(dice, within(1e-6));
    }

    @Test
    void ignoredClassesAreNotMeasured() {
        int[] predicted = predicted(2);
        long hits = IntStream.range(0, MASK.length)
                .filter(pixel -> MASK[pixel] == predicted[pixel])
                .count();

        assertThat(value(TASK.ignoring("void"), 1)).isCloseTo(hits / 5.0, within(1e-6));
    }

    @Test
    void refusesClassesThatCannotBe() {
        Refusals.assertRefused(
                () -> Task.segmentation(List.of("sky")),
                "the classes to learn, [sky] without [], are fewer than 2, expected at least 2, such as background and"
                        + " object");
        Refusals.assertRefused(
                () -> TASK.ignoring("void", "sky"),
                "the classes to learn, [sky, tree, void] without [void, sky], are fewer than 2, expected at least 2,"
                        + " such as background and object");
        Refusals.assertRefused(
                () -> TASK.ignoring("sea"), "there is no class \"sea\" to ignore, expected one of [sky, tree, void]");
        List<String> many = IntStream.range(0, 256).mapToObj(i -> "c" + i).toList();
        Refusals.assertRefused(
                () -> Task.segmentation(many),
                "there are 256 classes, expected at most 255, since a mask's pixel is one byte and 255 means no class");
        Refusals.assertRefused(
                () -> TASK.measured("miou"),
                "segmentation has no metric \"miou\", expected one of [mean_iou, pixel_accuracy, dice]; or pass a"
                        + " custom Metric to measured(...)");
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        TASK.requireFit(SmallModels.map(4, 3), "out");
        assertThat(TASK.target(SmallModels.map(4, 3), "out").dimensions()).containsExactly(4, 4);
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.vector(3), "out"),
                "the model \"small\" ends in a vector of 3, expected a feature map 4×4×3, one logit per class for each"
                        + " pixel; remove the layer that turns the feature map into a vector");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 2), "out"),
                "the model \"small\" ends in a feature map 4×4×2, expected a feature map 4×4×3, one logit per class"
                        + " for each pixel; end it with conv2d(3, 1)");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(3, 3), "out"),
                "the model \"small\" ends in a feature map 3×3×3, expected a feature map 4×4×3, one logit per class"
                        + " for each pixel; bring it to the image's size with resize(4, 4) or upSampling()");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 3, new Softmax()), "out"),
                "the model \"small\" ends in softmax(), expected logits, since the loss applies the softmax itself; "
                        + "remove the last layer");
    }

    private static double probability(int pixel, int label, int learned) {
        double sum = 0;
        for (int i = 0; i < learned; i++) {
            sum += Math.exp(LOGITS[pixel * CLASSES + i]);
        }
        return Math.exp(LOGITS[pixel * CLASSES + label]) / sum;
    }

    private static float entropy(int image, boolean isVoidIgnored) {
        int learned = isVoidIgnored ? 2 : 3;
        double sum = 0;
        int counted = 0;
        for (int pixel = image * PIXELS; pixel < (image + 1) * PIXELS; pixel++) {
            if (MASK[pixel] < learned) {
                sum -= Math.log(probability(pixel, MASK[pixel], learned));
                counted++;
            }
        }
        return (float) (sum / counted);
    }

    private static float dice(int image, boolean isVoidIgnored) {
        int learned = isVoidIgnored ? 2 : 3;
        double sum = 0;
        for (int label = 0; label < learned; label++) {
            double shared = 0;
            double both = 0;
            for (int pixel = image * PIXELS; pixel < (image + 1) * PIXELS; pixel++) {
                if (MASK[pixel] < learned) {
                    double probability = probability(pixel, label, learned);
                    double right = MASK[pixel] == label ? 1 : 0;
                    shared += probability * right;
                    both += probability + right;
                }
            }
            sum += (2 * shared + 1) / (both + 1);
        }
        return (float) (1 - sum / learned);
    }

    private static int[] predicted(int learned) {
        return IntStream.range(0, MASK.length)
                .map(pixel -> IntStream.range(0, learned)
                        .reduce((a, b) -> LOGITS[pixel * CLASSES + a] >= LOGITS[pixel * CLASSES + b] ? a : b)
                        .orElseThrow())
                .toArray();
    }

    private static double value(Segmentation task, int place) {
        Metric metric = task.metrics().get(place);
        float[] sums = Emitted.floats(tf -> metric.sums(tf, output(tf), task.encoded(tf, mask(tf, MASK))));
        return metric.value(
                IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).toArray(), 2);
    }

    private static float[] losses(Segmentation task) {
        return Emitted.floats(tf -> task.losses(tf, output(tf), task.encoded(tf, mask(tf, MASK))));
    }

    @SuppressWarnings("unchecked")
    private static float[] probabilities(Segmentation task) {
        return Emitted.floats(
                tf -> (Operand<TFloat32>) task.predictions(tf, output(tf)).get("probabilities"));
    }

    private static Operand<TFloat32> output(Ops tf) {
        return Emitted.batch(tf, LOGITS, 2, 3, CLASSES);
    }

    private static Operand<TUint8> mask(Ops tf, int[] pixels) {
        Operand<TInt32> shaped = tf.reshape(tf.constant(pixels), tf.constant(new int[] {2, 2, 3}));
        return tf.dtypes.cast(shaped, TUint8.class);
    }
}
