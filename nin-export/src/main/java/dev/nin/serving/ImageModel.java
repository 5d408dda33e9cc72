// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * An exported model that is loaded to predict images. Thread-safe: closing lets running requests finish and rejects
 * later ones with an {@link IllegalStateException}.
 *
 * @param <T> the type of its prediction for each image
 */
public abstract sealed class ImageModel<T> implements AutoCloseable
        permits ModelRunner, MultiLabelPredictor, Predictor, Regressor, Segmenter {
    private final LiveModel model;
    private final Question<T> question;

    ImageModel(LiveModel model, Question<T> question) {
        this.model = model;
        this.question = question;
    }

    /**
     * Returns the version that was loaded last.
     *
     * @return the version's folder
     */
    public final Path folder() {
        return model.ask(ServedModel::folder);
    }

    /**
     * Returns the rows of pixels of the model's images.
     *
     * @return the height
     */
    public final int height() {
        return (int) imageShape().get(0);
    }

    /**
     * Returns the columns of pixels of the model's images.
     *
     * @return the width
     */
    public final int width() {
        return (int) imageShape().get(1);
    }

    /**
     * Returns the values per pixel.
     *
     * @return 1 for grayscale, 3 for color
     */
    public final int channels() {
        return (int) imageShape().get(2);
    }

    /**
     * Predicts images that have the model's size.
     *
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return a prediction for each image
     * @throws dev.nin.UserInputException if the number of bytes is not a multiple of an image's
     */
    public final List<T> predict(byte[] pixels) {
        return ask(question, pixels);
    }

    /**
     * Predicts an image of any size.
     *
     * @param image the image
     * @return the prediction
     * @throws dev.nin.UserInputException if the image has another size and the model was exported without
     *     {@code encoded}
     */
    public final T predict(BufferedImage image) {
        return predictImages(List.of(image)).get(0);
    }

    /**
     * Predicts images of any size as one batch.
     *
     * @param images one or more images
     * @return a prediction for each image
     * @throws dev.nin.UserInputException if an image has another size and the model was exported without
     *     {@code encoded}
     */
    public final List<T> predictImages(List<BufferedImage> images) {
        return askImages(question, images);
    }

    /**
     * Predicts an image in a file.
     *
     * @param file a JPEG, PNG or BMP file of any size
     * @return the prediction
     * @throws dev.nin.UserInputException if it is not such an image
     */
    public final T predict(Path file) {
        return predictFiles(List.of(file)).get(0);
    }

    /**
     * Predicts images in files as one batch.
     *
     * @param files one or more JPEG, PNG or BMP files of any size
     * @return a prediction for each image
     * @throws dev.nin.UserInputException if a file is not such an image
     */
    public final List<T> predictFiles(List<Path> files) {
        return askFiles(question, files);
    }

    /**
     * Predicts encoded images in memory as one batch.
     *
     * @param images one or more JPEG, PNG or BMP files of any size
     * @return a prediction for each image
     * @throws dev.nin.UserInputException if a file is not such an image, or the model was exported without
     *     {@code encoded}
     */
    public final List<T> predictEncoded(List<byte[]> images) {
        return model.ask(version -> new ImageBatch<>(version, question).askEncoded(images));
    }

    @Override
    public final void close() {
        model.close();
    }

    final <A> List<A> ask(Question<A> asked, byte[] pixels) {
        return model.ask(version -> version.ask(asked, pixels));
    }

    final <A> List<A> ask(Question<A> asked, String signature, byte[] pixels) {
        return model.ask(version -> version.ask(asked, signature, pixels));
    }

    final <A> List<A> askImages(Question<A> asked, List<BufferedImage> images) {
        return model.ask(version -> new ImageBatch<>(version, asked).askImages(images));
    }

    final <A> List<A> askFiles(Question<A> asked, List<Path> files) {
        return model.ask(version -> new ImageBatch<>(version, asked).askFiles(files));
    }

    private Shape imageShape() {
        return model.ask(ServedModel::imageShape);
    }

    /** Returns the version's folder and the shape of its images, or that it is closed. */
    @Override
    public final String toString() {
        String name = getClass().getSimpleName();
        try {
            return name + " of " + folder() + ", images " + height() + "×" + width() + "×" + channels();
        } catch (IllegalStateException e) {
            return name + ", closed";
        }
    }
}
