// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.savedmodel.SignatureNames;
import dev.nin.serving.version.ImageInput;
import dev.nin.serving.version.ImageInputs;
import dev.nin.serving.version.Question;
import dev.nin.serving.version.ServedModel;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.ndarray.Shape;

/**
 * An exported model that is loaded to predict images. Thread-safe: closing lets running requests finish and rejects
 * later ones, and those that wait for a batch, with an {@link IllegalStateException}. With
 * {@link ServingOptions.Builder#batching}, requests may throw an {@link dev.nin.serving.batching.OverloadedException}.
 *
 * @param <T> the type of its prediction for each image
 */
public abstract sealed class ImageModel<T> implements AutoCloseable
        permits ModelRunner, MultiLabelPredictor, Predictor, Regressor, Segmenter {
    private final LiveModel model;
    private final RequestRunner requests;
    private final Question<T> question;

    ImageModel(LiveModel model, Question<T> question) {
        this.model = model;
        this.requests = new RequestRunner(model);
        this.question = question;
        if (model.warmsUp() && model.isReady()) {
            requests.warmUp(question);
        }
    }

    /**
     * Returns whether requests are answered: a version is loaded and warmed up, and the model is not closed.
     *
     * @return whether it is ready
     */
    public final boolean isReady() {
        return model.isReady();
    }

    /**
     * Returns the name of the version that was loaded last.
     *
     * @return the name of the version's folder, such as 3
     */
    public final String version() {
        return model.ask(ServedModel::version);
    }

    /**
     * Adds a listener to changes to newer versions, also failed ones. It is called in the thread that loads versions.
     *
     * @param listener receives each change
     */
    public final void onSwap(Consumer<VersionSwap> listener) {
        addListener(new ServingListener() {
            @Override
            public void swapped(VersionSwap swap) {
                listener.accept(swap);
            }
        });
    }

    /**
     * Adds a listener to requests, batches and changes to newer versions.
     *
     * @param listener is notified of each
     */
    public final void addListener(ServingListener listener) {
        model.listeners().add(listener);
    }

    /**
     * Returns the number of requests that wait for a batch.
     *
     * @return the number; 0 without {@link ServingOptions.Builder#batching}
     */
    public final int waitingRequests() {
        return requests.waiting();
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
        return requests.ask(question, version -> ImageInputs.encoded(images));
    }

    @Override
    public final void close() {
        model.close();
    }

    final <A> List<A> ask(Question<A> asked, String signature, byte[] pixels) {
        return requests.ask(asked, version -> ImageInput.pixels(signature, pixels));
    }

    final <A> List<A> ask(Question<A> asked, byte[] pixels) {
        return ask(asked, SignatureNames.DEFAULT, pixels);
    }

    final <A> List<A> askImages(Question<A> asked, List<BufferedImage> images) {
        return requests.ask(asked, version -> new ImageInputs(version).images(images));
    }

    final <A> List<A> askFiles(Question<A> asked, List<Path> files) {
        return requests.askFiles(asked, files);
    }

    private Shape imageShape() {
        return model.ask(ServedModel::imageShape);
    }

    /** Returns the version's folder and the shape of its images, or that it is closed or not ready. */
    @Override
    public final String toString() {
        String name = getClass().getSimpleName();
        try {
            return name + " of " + folder() + ", images " + height() + "×" + width() + "×" + channels();
        } catch (NotReadyException e) {
            return name + ", not ready";
        } catch (IllegalStateException e) {
            return name + ", closed";
        }
    }
}
