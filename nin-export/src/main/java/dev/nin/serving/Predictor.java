// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.model.UserInputException;
import dev.nin.versions.NewestVersion;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported model, loaded to classify images. Safe for use by several threads: closing lets requests under way end,
 * and refuses later ones with an {@link IllegalStateException}.
 */
public final class Predictor implements AutoCloseable {
    /** What is asked; null once closed. */
    private final AtomicReference<@Nullable Classifier> current;

    private @Nullable VersionWatch watch;

    private Predictor(Classifier classifier) {
        this.current = new AtomicReference<>(classifier);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no model of this library
     */
    public static Predictor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config what the session is told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no model of this library
     */
    public static Predictor open(Path folder, ConfigProto config) {
        return new Predictor(NewestVersion.load(folder, version -> Classifier.load(version, config)));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Requests under way end on the version they began
     * with. A newer version that cannot be loaded, or takes images of another shape, is logged and left alone.
     *
     * @param folder a model's folder
     * @param every how long to wait between two looks for a newer version, more than zero
     * @param config what the sessions are told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no model of this library, the folder is a version's
     *     own, or the wait is not positive
     */
    public static Predictor follow(Path folder, Duration every, ConfigProto config) {
        if (every.isZero() || every.isNegative()) {
            throw new UserInputException(
                    "the wait between two looks for a newer version is " + every + ", expected more than zero");
        }
        if (NewestVersion.isVersion(folder)) {
            throw new UserInputException(folder + " is a version itself, expected the folder of the model above it, "
                    + "where newer versions appear; name that one");
        }
        Predictor predictor = open(folder, config);
        predictor.watch = VersionWatch.start(
                folder, predictor.folder(), every, version -> predictor.replace(Classifier.load(version, config)));
        return predictor;
    }

    /**
     * The version that was loaded last.
     *
     * @return its folder
     */
    public Path folder() {
        return ask(Classifier::folder);
    }

    /**
     * Rows of pixels of an image.
     *
     * @return the height
     */
    public int height() {
        return (int) imageShape().get(0);
    }

    /**
     * Columns of pixels of an image.
     *
     * @return the width
     */
    public int width() {
        return (int) imageShape().get(1);
    }

    /**
     * Values a pixel.
     *
     * @return 1 for grey, 3 for colour
     */
    public int channels() {
        return (int) imageShape().get(2);
    }

    /**
     * Classifies images that have the model's size.
     *
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return a prediction for each
     * @throws UserInputException if the bytes are not those of whole images
     */
    public List<Prediction> predict(byte[] pixels) {
        return ask(classifier -> classifier.classify(pixels));
    }

    /**
     * Classifies an image of any size.
     *
     * @param image the image
     * @return what the model says
     * @throws UserInputException if the image has another size and the model was exported without {@code encoded}
     */
    public Prediction predict(BufferedImage image) {
        return predictImages(List.of(image)).get(0);
    }

    /**
     * Classifies images of any size as one batch.
     *
     * @param images at least one
     * @return a prediction for each
     * @throws UserInputException if one has another size and the model was exported without {@code encoded}
     */
    public List<Prediction> predictImages(List<BufferedImage> images) {
        return ask(classifier -> new ImageBatch(classifier).classify(images));
    }

    /**
     * Classifies an image in a file.
     *
     * @param file JPEG, PNG or BMP of any size
     * @return what the model says
     * @throws UserInputException if it is no such image
     */
    public Prediction predict(Path file) {
        return predictFiles(List.of(file)).get(0);
    }

    /**
     * Classifies images in files as one batch.
     *
     * @param files at least one; JPEG, PNG or BMP of any size
     * @return a prediction for each
     * @throws UserInputException if one is no such image
     */
    public List<Prediction> predictFiles(List<Path> files) {
        return ask(classifier -> new ImageBatch(classifier).classifyFiles(files));
    }

    /**
     * Classifies images that are encoded in memory, as one batch.
     *
     * @param images at least one; JPEG, PNG or BMP of any size
     * @return a prediction for each
     * @throws UserInputException if one is no such image, or the model was exported without {@code encoded}
     */
    public List<Prediction> predictEncoded(List<byte[]> images) {
        return ask(classifier -> new ImageBatch(classifier).classifyEncoded(images));
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        Classifier last = current.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }

    private Shape imageShape() {
        return ask(Predictor::imageShape);
    }

    /** (height, width, channels): shapes of an unknown batch are equal to none. */
    private static Shape imageShape(Classifier classifier) {
        return classifier.imageShape().takeLast(3);
    }

    private <T> T ask(Function<Classifier, T> question) {
        Classifier classifier = held();
        try {
            return question.apply(classifier);
        } finally {
            classifier.release();
        }
    }

    private Classifier held() {
        while (true) {
            Classifier classifier = current.get();
            if (classifier == null) {
                throw new IllegalStateException("the predictor is closed");
            }
            // If it was replaced and closed since it was read, there is another one now.
            if (classifier.hold()) {
                return classifier;
            }
        }
    }

    private void replace(Classifier newer) {
        Classifier old = current.get();
        if (old != null && !imageShape(old).equals(imageShape(newer))) {
            newer.release();
            throw new UserInputException("model " + newer.folder() + " takes images of " + imageShape(newer)
                    + ", expected " + imageShape(old) + " as before; open it anew");
        }
        if (old != null && current.compareAndSet(old, newer)) {
            old.release();
        } else {
            newer.release();
        }
    }
}
