// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.source.DataSource;
import dev.nin.model.Input;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.serving.ServingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Labeled images for measuring a model, read in the same way as in its training run.
 *
 * @param sets all images
 * @param parts the images to classify
 * @param labels the model's label of each of their classes
 * @param fingerprint fingerprint of the images and their classes, as recorded by a training run for its test images
 */
record VerifiedImages(ImageSets sets, List<Dataset> parts, List<String> labels, String fingerprint)
        implements AutoCloseable {
    private static final int BATCH = 64;

    /**
     * Selects the test images: those of the training run if they are found again; else the data's own test images; else
     * all images.
     *
     * @param manifest the model's manifest
     * @throws UserInputException if the images are stored pixels of another shape, or the data has a class unknown to
     *     the model
     */
    static VerifiedImages of(DataSource source, ModelManifest manifest) {
        ImageSets sets = source.open(input(source, manifest));
        try {
            String fingerprint = sets.test().sha256();
            boolean isTest = source.holdsTest() || fingerprint.equals(manifest.testImages());
            return new VerifiedImages(
                    sets,
                    isTest ? List.of(sets.test()) : List.of(sets.train(), sets.test()),
                    labels(sets.test().classes(), manifest, source.name()),
                    fingerprint);
        } catch (RuntimeException | Error e) {
            sets.close();
            throw e;
        }
    }

    /**
     * Returns the model's label of each class: by the names in training, if all of them are such, else by the labels.
     */
    private static List<String> labels(List<String> classes, ModelManifest manifest, String data) {
        List<String> served = manifest.labels();
        return manifest.trainedLabels()
                .filter(trained -> trained.containsAll(classes))
                .map(trained -> classes.stream()
                        .map(name -> served.get(trained.indexOf(name)))
                        .toList())
                .orElseGet(() -> ClassName.labels(classes, served, data));
    }

    /** Returns the input shape: files are fitted as in training; stored pixels keep their size. */
    private static Input input(DataSource source, ModelManifest manifest) {
        Input trained = manifest.input();
        ImageShape taken = new ImageShape(trained.height(), trained.width(), trained.channels());
        if (!source.isEncoded() && !source.shape().equals(Optional.of(taken))) {
            throw new UserInputException("--data " + source.name() + " has images of "
                    + source.shape().map(ImageShape::toString).orElse("several sizes") + ", expected " + taken
                    + " as the model expects; name data like its training data");
        }
        return trained;
    }

    /**
     * Classifies the images.
     *
     * @param version the model's folder
     * @param options how the model is loaded
     * @throws UserInputException if an image cannot be decoded, or the model cannot be run
     */
    DataAccuracy measure(Path version, ServingOptions options) {
        int images = parts.stream().mapToInt(Dataset::size).sum();
        try (Predictor predictor = Predictor.open(version, options)) {
            int right = parts.stream().mapToInt(part -> right(part, predictor)).sum();
            return new DataAccuracy(sets.name(), images, right, fingerprint);
        }
    }

    private int right(Dataset images, Predictor predictor) {
        int bytes = images.shape().bytes();
        int right = 0;
        for (int from = 0; from < images.size(); from += BATCH) {
            int first = from;
            int count = Math.min(images.size() - from, BATCH);
            byte[] pixels = new byte[count * bytes];
            IntStream.range(0, count)
                    .parallel()
                    .forEach(image -> images.read(first + image, new ExampleBuffer(pixels, image * bytes)));
            List<Prediction> predictions = predictor.predict(pixels);
            for (int image = 0; image < count; image++) {
                String expected = labels.get(images.label(first + image));
                right += predictions.get(image).label().equals(expected) ? 1 : 0;
            }
        }
        return right;
    }

    @Override
    public void close() {
        sets.close();
    }
}
