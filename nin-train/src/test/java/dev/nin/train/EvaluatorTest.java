// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** Loss, accuracy and probabilities against values computed by hand, with training-only options ignored. */
class EvaluatorTest {
    private static final int CLASSES = 3;
    private static final ModelSpec MODEL =
            Nin.image(2, 2, 1).flatten().dense(CLASSES).named("logits").build("linear");
    /** More than two of the evaluator's batches, and a smaller last one. */
    private static final Dataset IMAGES = TestImages.noise(217, 2, 2, CLASSES);

    private final float[] kernel = new float[4 * CLASSES];
    private final float[] bias = {0.5f, -0.25f, 0};

    private Evaluator evaluator = new Evaluator(
            MODEL,
            Task.classification(IMAGES.classes()).smoothed(0.5).weighted(5, 1, 1),
            ConfigProto.getDefaultInstance());

    @BeforeEach
    void load() {
        Random random = new Random(11);
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) random.nextGaussian();
        }
        evaluator.load(weights(bias));
    }

    @AfterEach
    void close() {
        evaluator.close();
    }

    @Test
    void givesTheSoftmaxOfEachImage() {
        float[][] probabilities = evaluator.answers(IMAGES, "probabilities");

        assertThat(probabilities.length).isEqualTo(IMAGES.size());
        for (int i = 0; i < IMAGES.size(); i++) {
            double[] expected = byHand(i);
            for (int c = 0; c < CLASSES; c++) {
                assertThat(probabilities[i][c]).isCloseTo((float) expected[c], within(1e-5f));
            }
        }
    }

    @Test
    void averagesLossAndHitsOverAllImages() {
        double loss = 0;
        double hits = 0;
        for (int i = 0; i < IMAGES.size(); i++) {
            double[] probabilities = byHand(i);
            int label = IMAGES.label(i);
            loss -= Math.log(probabilities[label]);
            int predicted = 0;
            for (int c = 1; c < CLASSES; c++) {
                predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
            }
            hits += predicted == label ? 1 : 0;
        }

        Evaluation evaluation = evaluator.evaluate(IMAGES);

        assertThat(evaluation.loss()).isCloseTo(loss / IMAGES.size(), within(1e-5));
        assertThat(evaluation.value("accuracy")).isEqualTo(hits / IMAGES.size()).isBetween(0.1, 0.9);
    }

    @Test
    void answersForTheWeightsLoadedLast() {
        evaluator.load(weights(new float[] {1000, 0, 0}));

        assertThat(evaluator.evaluate(IMAGES).value("accuracy")).isEqualTo(73 / 217.0);
        assertThat(evaluator.answers(IMAGES.limit(1), "probabilities")[0]).containsExactly(1, 0, 0);
    }

    @Test
    void refusesWeightsOfAnotherModelAndKeepsItsOwn() {
        Evaluation before = evaluator.evaluate(IMAGES);
        Weights wrong = Weights.builder()
                .put("logits/kernel", List.of(4, CLASSES), new float[12])
                .put("logits/bias", List.of(2), new float[2])
                .build();

        assertThatThrownBy(() -> evaluator.load(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the weights' \"logits/bias\" has the shape [2], expected [3]");
        assertThat(evaluator.evaluate(IMAGES)).isEqualTo(before);
    }

    private Weights weights(float[] biasValues) {
        return Weights.builder()
                .put("logits/kernel", List.of(4, CLASSES), kernel)
                .put("logits/bias", List.of(CLASSES), biasValues)
                .build();
    }

    private double[] byHand(int image) {
        byte[] pixels = new byte[4];
        IMAGES.read(image, new ExampleBuffer(pixels, 0));
        double[] logits = new double[CLASSES];
        for (int c = 0; c < CLASSES; c++) {
            logits[c] = bias[c];
            for (int p = 0; p < 4; p++) {
                logits[c] += Byte.toUnsignedInt(pixels[p]) / 255.0 * kernel[p * CLASSES + c];
            }
        }
        return ReferenceTraining.softmax(logits);
    }
}
