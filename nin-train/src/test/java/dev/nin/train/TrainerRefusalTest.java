// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.LabeledImages;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.train.config.TrainingConfig;
import org.junit.jupiter.api.Test;

/** What a training refuses, with the messages. */
class TrainerRefusalTest {
    @Test
    void namesTheStepWhoseLossIsNoNumber() {
        Trainer trainer = Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(TrainingConfig.builder()
                        .batch(32)
                        .learningRate(LearningRate.constant(1e30))
                        .build());

        assertThatThrownBy(trainer::run)
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching(
                        "the loss is (NaN|-?Infinity) in step \\d, expected a number; lower the learning rate, "
                                + "which is 1.0E30 there");
    }

    @Test
    void refusesFewerImagesThanABatchAndOneClassOnly() {
        Dataset oneClass = LabeledImages.of(28, 28, 1, new byte[64 * 784], new int[64], SmallTraining.FEW.classes());

        assertThatThrownBy(() -> Trainer.of(SmallTraining.MODEL)
                        .data(SmallTraining.FEW.limit(31), SmallTraining.FEW)
                        .config(SmallTraining.CONFIG)
                        .run())
                .isInstanceOf(UserInputException.class)
                .hasMessage("batch is 32, more than the 31 training images; use a smaller batch or more images");
        assertThatThrownBy(() -> Trainer.of(SmallTraining.MODEL)
                        .data(oneClass, SmallTraining.FEW)
                        .config(SmallTraining.CONFIG)
                        .run())
                .isInstanceOf(UserInputException.class)
                .hasMessage("all training images are of the class \"T-shirt/top\", expected two classes or more; check "
                        + "the labels");
        Classification task = Task.classification(SmallTraining.FEW.classes());
        assertThatThrownBy(() -> task.weighted(1, 2))
                .isInstanceOf(UserInputException.class)
                .hasMessage("there are 2 class weights and 10 classes, expected one weight per class");
    }

    @Test
    void refusesAModelThatEndsInAMap() {
        assertThatThrownBy(() -> Trainer.of(Nin.image(28, 28, 1).conv2d(10, 3).build("map")))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "the model \"map\" ends in a feature map 26×26×10, expected a vector with one value per class; "
                                + "add globalAvgPool() or flatten()");
    }

    @Test
    void refusesAModelThatEndsInProbabilities() {
        FeatureVector logits = Nin.image(28, 28, 1).flatten().dense(10);

        assertNoLogits(logits.softmax().build("probable"), "softmax()");
        assertNoLogits(logits.sigmoid().build("probable"), "sigmoid()");
    }

    private static void assertNoLogits(ModelSpec model, String last) {
        assertThatThrownBy(() -> Trainer.of(model))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the model \"probable\" ends in " + last + ", expected logits, since the loss applies the "
                        + "softmax itself; remove the last layer");
    }

    @Test
    void refusesImagesThatDoNotFit() {
        Dataset small = TestImages.noise(2, 27, 28, 10);
        Dataset fewClasses = TestImages.noise(2, 28, 28, 9);
        ModelSpec floats = Nin.floatImage(28, 28, 1).flatten().dense(10).build("floats");

        assertRefused(
                SmallTraining.MODEL,
                small,
                SmallTraining.FEW,
                "the images are uint8 27×28×1, the model \"small\" takes UINT8 28×28×1");
        assertRefused(
                SmallTraining.MODEL,
                SmallTraining.FEW,
                small,
                "the images are uint8 27×28×1, the model \"small\" takes UINT8 28×28×1");
        assertRefused(
                floats,
                SmallTraining.FEW,
                SmallTraining.FEW,
                "the images are uint8 28×28×1, the model \"floats\" takes FLOAT32 28×28×1");
        assertRefused(
                SmallTraining.MODEL,
                fewClasses,
                SmallTraining.FEW,
                "the images have 9 classes, the model \"small\" has 10 outputs; expected the same number");
    }

    private static void assertRefused(ModelSpec model, Dataset train, Dataset test, String message) {
        assertThatThrownBy(() -> Trainer.of(model).data(train, test))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
