// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * An exported model, loaded to be asked about images. Safe for use by several threads: closing lets requests under way
 * end, and refuses later ones with an {@link IllegalStateException}.
 *
 * @param <T> what it answers about each image
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
     * The version that was loaded last.
     *
     * @return its folder
     */
    public final Path folder() {
        return model.ask(ServedModel::folder);
    }

    /**
     * Rows of pixels of an image.
     *
     * @return the height
     */
    public final int height() {
        return (int) imageShape().get(0);
    }

    /**
     * Columns of pixels of an image.
     *
     * @return the width
     */
    public final int width() {
        return (int) imageShape().get(1);
    }

    /**
     * Values a pixel.
     *
     * @return 1 for grey, 3 for colour
     */
    public final int channels() {
        return (int) imageShape().get(2);
    }

    /**
     * Asks about images that have the model's size.
     *
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return an answer for each
     * @throws dev.nin.UserInputException if the bytes are not those of whole images
     */
    public final List<T> predict(byte[] pixels) {
        return ask(question, pixels);
    }

    /**
     * Asks about an image of any size.
     *
     * @param image the image
     * @return what the model says
     * @throws dev.nin.UserInputException if the image has another size and the model was exported without
     *     {@code encoded}
     */
    public final T predict(BufferedImage image) {
        return predictImages(List.of(image)).get(0);
    }

    /**
     * Asks about images of any size as one batch.
     *
     * @param images at least one
     * @return an answer for each
     * @throws dev.nin.UserInputException if one has another size and the model was exported without {@code encoded}
     */
    public final List<T> predictImages(List<BufferedImage> images) {
        return askImages(question, images);
    }

    /**
     * Asks about an image in a file.
     *
     * @param file JPEG, PNG or BMP of any size
     * @return what the model says
     * @throws dev.nin.UserInputException if it is no such image
     */
    public final T predict(Path file) {
        return predictFiles(List.of(file)).get(0);
    }

    /**
     * Asks about images in files as one batch.
     *
     * @param files at least one; JPEG, PNG or BMP of any size
     * @return an answer for each
     * @throws dev.nin.UserInputException if one is no such image
     */
    public final List<T> predictFiles(List<Path> files) {
        return askFiles(question, files);
    }

    /**
     * Asks about images that are encoded in memory, as one batch.
     *
     * @param images at least one; JPEG, PNG or BMP of any size
     * @return an answer for each
     * @throws dev.nin.UserInputException if one is no such image, or the model was exported without {@code encoded}
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
        return model.ask(LiveModel::imageShape);
    }
}
