// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;

/** Tests evaluation and export with mirror images, in the library and by the commands. */
class AugmentedEvaluationTest {
    private static final int SIDE = 4;
    private static final int CLASSES = 3;
    private static final int IMAGES = 150;
    private static final byte[] PIXELS = new byte[IMAGES * SIDE * SIDE];
    private static final Checkpoint CHECKPOINT = TinyModel.checkpoint(Nin.image(SIDE, SIDE, 1)
            .conv2d(2, 3, 1, 1)
            .batchNorm()
            .relu()
            .flatten()
            .dense(CLASSES)
            .build("tiny"));

    /** A checkpoint, and a folder of images: 2 of each class for training and 3 for tests. */
    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        Random random = new Random(8);
        random.nextBytes(PIXELS);
        CHECKPOINT.write(given.resolve("checkpoint"));
        for (String label : CHECKPOINT.labels()) {
            photos(given.resolve("data/train").resolve(label), 2, random);
            photos(given.resolve("data/test").resolve(label), 3, random);
        }
    }

    private static void photos(Path to, int count, Random random) throws IOException {
        Files.createDirectories(to);
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                image.getRaster().setSample(pixel % SIDE, pixel / SIDE, 0, random.nextInt(256));
            }
            ImageIO.write(image, "png", to.resolve(i + ".png").toFile());
        }
    }

    /** The softmax of averaged logits is the geometric mean of the probabilities, scaled to the sum 1. */
    @Test
    void lossAndAccuracyAreThoseOfTheMeans() {
        Dataset images = images(PIXELS);
        float[][] some = probabilities(TestTimeAugmentation.NONE, images);
        float[][] others = probabilities(TestTimeAugmentation.NONE, images(mirrored(PIXELS)));
        double loss = 0;
        int hits = 0;
        for (int i = 0; i < IMAGES; i++) {
            float[] means = new float[CLASSES];
            for (int label = 0; label < CLASSES; label++) {
                means[label] = (float) Math.sqrt((double) some[i][label] * others[i][label]);
            }
            double sum = Floats.asList(means).stream().mapToDouble(each -> each).sum();
            loss -= Math.log(means[images.label(i)] / sum);
            hits += Floats.indexOf(means, Floats.max(means)) == images.label(i) ? 1 : 0;
        }

        Evaluation found = evaluate(TestTimeAugmentation.FLIP, images);
        Evaluation plain = evaluate(TestTimeAugmentation.NONE, images);

        assertThat(found.loss()).isCloseTo(loss / IMAGES, within(1e-5));
        assertThat(found.value("accuracy")).isEqualTo(hits / (double) IMAGES).isNotEqualTo(plain.value("accuracy"));
        assertThat(found.loss()).isNotCloseTo(plain.loss(), within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theExportAnswersAsTheEvaluator(boolean variables) {
        float[][] expected = probabilities(TestTimeAugmentation.FLIP, images(PIXELS));
        SavedModelExporter.export(
                CHECKPOINT,
                folder,
                ExportOptions.builder()
                        .variables(variables)
                        .testTimeAugmentation(TestTimeAugmentation.FLIP)
                        .build());

        try (Predictor predictor = Predictor.open(folder)) {
            List<Prediction> predictions = predictor.predict(PIXELS);

            assertThat(predictions).hasSize(IMAGES);
            for (int i = 0; i < IMAGES; i++) {
                assertThat(Floats.toArray(predictions.get(i).probabilities()))
                        .containsExactly(expected[i], within(1e-5f));
            }
        }
    }

    @Test
    void evaluatePrintsTheFiguresWithAndWithoutMirrorImages() {
        String data = given.resolve("data").toString();
        String plain;
        String augmented;
        try (ImageSets sets = DataSource.find(data, DataOptions.DEFAULT)
                .open(CHECKPOINT.spec().input())) {
            plain = line(evaluate(TestTimeAugmentation.NONE, sets.test()), data);
            augmented = line(evaluate(TestTimeAugmentation.FLIP, sets.test()), data) + " and their mirror images";
        }

        assertThat(augmented).doesNotStartWith(plain);
        assertThat(run("evaluate", given("checkpoint"), "--data", data, "--tta", "flip"))
                .isEqualTo(new Console(0, augmented + "\n", ""));
        assertThat(run("evaluate", given("checkpoint"), "--data", data, "--tta", "none"))
                .isEqualTo(new Console(0, plain + "\n", ""))
                .isEqualTo(run("evaluate", given("checkpoint"), "--data", data));
    }

    /** The run's accuracy, measured without mirror images, is shown but not required. */
    @Test
    void verifyDoesNotRequireTheRunsAccuracy() throws IOException {
        String data = given.resolve("data").toString();
        Path run = folder.resolve("run");
        CHECKPOINT.write(run.resolve("checkpoints/epoch-0001"));
        Files.writeString(run.resolve("metrics.csv"), "epoch,test_accuracy\n1,0.99\n");
        double accuracy;
        try (ImageSets sets = DataSource.find(data, DataOptions.DEFAULT)
                .open(CHECKPOINT.spec().input())) {
            Files.writeString(
                    run.resolve("run.json"),
                    "{\"data\":{\"test\":{\"sha256\":\"" + sets.test().sha256() + "\"}}}");
            accuracy = evaluate(TestTimeAugmentation.FLIP, sets.test()).value("accuracy");
        }
        String plain = folder.resolve("plain").toString();
        String model = folder.resolve("model").toString();
        String checkpoint = run + "/checkpoints/epoch-0001";
        run("export", "--checkpoint", checkpoint, "--to", plain);

        Console exported = run("export", "--checkpoint", checkpoint, "--to", model, "--tta", "flip");
        Console verified = run("verify", model, "--data", data);

        assertThat(exported).isEqualTo(new Console(0, "exported " + model + "/1\n", ""));
        assertThat(verified.err()).isEmpty();
        assertThat(verified.code()).isZero();
        assertThat(verified.out())
                .endsWith(String.format(
                        Locale.ROOT,
                        "accuracy on 9 images of %s: %.4f; the manifest has 0.9900 on the same images without "
                                + "test-time augmentation\n",
                        data,
                        accuracy));
        assertThat(run("verify", plain, "--data", data).code()).isEqualTo(2);
    }

    @Test
    void anUnknownNameIsToldInOneLine() {
        Console refused = new Console(2, "", "error: --tta x is not known, expected none or flip\n");

        assertThat(run("evaluate", folder + "/none", "--data", "sample", "--tta", "x"))
                .isEqualTo(refused);
        assertThat(run("export", "--checkpoint", folder + "/none", "--to", folder + "/m", "--tta", "x"))
                .isEqualTo(refused);
    }

    private static String line(Evaluation found, String data) {
        return String.format(
                Locale.ROOT, "accuracy %.4f, loss %.4f on 9 images of %s", found.value("accuracy"), found.loss(), data);
    }

    private static Evaluation evaluate(TestTimeAugmentation augmentation, Dataset images) {
        try (Evaluator evaluator = Evaluator.of(CHECKPOINT, ConfigProto.getDefaultInstance(), augmentation)) {
            return evaluator.evaluate(images);
        }
    }

    private static float[][] probabilities(TestTimeAugmentation augmentation, Dataset images) {
        try (Evaluator evaluator = Evaluator.of(CHECKPOINT, ConfigProto.getDefaultInstance(), augmentation)) {
            return evaluator.answers(images, "probabilities");
        }
    }

    private static Dataset images(byte[] pixels) {
        int[] labels = IntStream.range(0, IMAGES).map(i -> i % CLASSES).toArray();
        return LabeledImages.of(SIDE, SIDE, 1, pixels, labels, CHECKPOINT.labels());
    }

    private static byte[] mirrored(byte[] images) {
        byte[] mirrored = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            mirrored[i] = images[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
        }
        return mirrored;
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }

    private static Console run(String... arguments) {
        return Console.train(arguments);
    }
}
