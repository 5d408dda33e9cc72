// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.metric.Metric;
import dev.nin.model.Activation;
import dev.nin.model.Softmax;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Compares losses, images and metrics of autoencoders with values computed by hand. */
class ReconstructionTest {
    private static final Reconstruction TASK = Task.reconstruction();
    private static final Reconstruction LOGITS = TASK.by(Reconstruction.Loss.BINARY_CROSS_ENTROPY);
    private static final float[] OUTPUT = {0, 0.5f, 1, 2};
    private static final int[] IMAGE = {0, 51, 255, 255};

    @Test
    void theImageIsEncodedFromZeroToOne() {
        assertThat(Emitted.floats(tf -> TASK.encoded(tf, image(tf)))).containsExactly(0, 0.2f, 1, 1);
    }

    @Test
    void theLossIsAMeanOverTheValues() {
        double entropy = (Math.log(2)
                        + 0.8 * Math.log1p(Math.exp(0.5))
                        + 0.2 * Math.log1p(Math.exp(-0.5))
                        + Math.log1p(Math.exp(-1))
                        + Math.log1p(Math.exp(-2)))
                / 4;

        assertThat(losses(TASK)).containsExactly(new float[] {(0.09f + 1) / 4}, within(1e-6f));
        assertThat(losses(LOGITS)).containsExactly(new float[] {(float) entropy}, within(1e-6f));
    }

    @Test
    void theAnswerIsAnImage() {
        assertThat(Emitted.bytes(tf -> TASK.predictions(tf, output(tf)).get("image")))
                .containsExactly(0, 128, 255, 255);
        assertThat(Emitted.bytes(tf -> LOGITS.predictions(tf, output(tf)).get("image")))
                .containsExactly(sigmoid(0), sigmoid(0.5), sigmoid(1), sigmoid(2));
    }

    private static int sigmoid(double logit) {
        return (int) Math.rint(255 / (1 + Math.exp(-logit)));
    }

    @Test
    void itsMetricsAreOfValuesFromZeroToOne() {
        double error = (0.09 + 1) / 4;
        double ofLogits = 0;
        for (int i = 0; i < 4; i++) {
            ofLogits += Math.pow(1 / (1 + Math.exp(-OUTPUT[i])) - IMAGE[i] / 255.0, 2) / 4;
        }

        assertThat(TASK.metrics()).extracting("name").containsExactly("psnr", "mse");
        assertThat(value(TASK, 0)).isCloseTo(-10 * Math.log10(error), within(1e-5));
        assertThat(value(TASK, 1)).isCloseTo(error, within(1e-6));
        assertThat(value(LOGITS, 0)).isCloseTo(-10 * Math.log10(ofLogits), within(1e-5));
        assertThat(TASK.metrics().get(0).isGreaterBetter()).isTrue();
        assertThat(TASK.metrics().get(1).isGreaterBetter()).isFalse();
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        TASK.requireFit(SmallModels.map(4, 1, new Activation(Activation.Function.SIGMOID)), "out");
        LOGITS.requireFit(SmallModels.map(4, 1), "out");
        Refusals.assertRefused(
                () -> LOGITS.requireFit(SmallModels.map(4, 1, new Activation(Activation.Function.SIGMOID)), "out"),
                "the model \"small\" ends in sigmoid(), expected logits, since the loss applies the sigmoid itself; "
                        + "remove the last layer");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 1, new Softmax()), "out"),
                "the model \"small\" ends in softmax(), expected values from 0 to 1 that do not depend on each other; "
                        + "remove the last layer");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.map(4, 2), "out"),
                "the model \"small\" ends in a feature map 4×4×2, expected a feature map 4×4×1, the image's own shape; "
                        + "end it with conv2d(1, 1)");
        Refusals.assertRefused(
                () -> TASK.requireFit(SmallModels.ofFloats(), "out"),
                "the model \"small\" reads float32 values of any range, expected bytes, since the image's bytes are"
                        + " reconstructed; start it with image(...)");
    }

    private static double value(Reconstruction task, int place) {
        Metric metric = task.metrics().get(place);
        float[] sums = Emitted.floats(tf -> metric.sums(tf, output(tf), task.encoded(tf, image(tf))));
        return metric.value(new double[] {sums[0]}, 1);
    }

    private static float[] losses(Reconstruction task) {
        return Emitted.floats(tf -> task.losses(tf, output(tf), task.encoded(tf, image(tf))));
    }

    private static Operand<TFloat32> output(Ops tf) {
        return Emitted.batch(tf, OUTPUT, 2, 2, 1);
    }

    private static Operand<TUint8> image(Ops tf) {
        return tf.dtypes.cast(tf.reshape(tf.constant(IMAGE), tf.constant(new int[] {1, 2, 2, 1})), TUint8.class);
    }
}
