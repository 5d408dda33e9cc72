// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.model.Input;
import java.util.List;
import java.util.Optional;

/**
 * Data that was found by its name: what is in it is known, and nothing is decoded yet.
 *
 * <pre>{@code
 * DataSource photos = DataSource.find("photos", DataOptions.DEFAULT);
 * try (ImageSets data = photos.open(new Input(224, 224, 3, Input.Pixels.UINT8, Fit.CROP))) {
 *     Trainer.of(spec).data(data.train(), data.test()).run();
 * }
 * }</pre>
 */
public interface DataSource {
    /**
     * Finds data by its name on the command line.
     *
     * @param name sample, fashion-mnist, a CSV or JSON-lines manifest, or a folder: of IDX files, of CIFAR's binary
     *     files, of TFRecord shards, of one folder of images per class, or of images and masks
     * @param options how, and what is to be known of each image
     * @return what was found
     * @throws UserInputException if there is no such data, it does not say what is to be known of each image, or a file
     *     is missing, damaged or not what it should be
     */
    static DataSource find(String name, DataOptions options) {
        return new DataSearch(name, options).find();
    }

    /**
     * Loads data by its name, in the shape that its images have.
     *
     * @param name as {@link #find} takes it
     * @return the images, to be closed by the caller
     * @throws UserInputException if there is no such data, a file is missing or damaged, or the images differ in size
     */
    static ImageSets load(String name) {
        DataSource found = find(name, DataOptions.DEFAULT);
        ImageShape shape = found.shape()
                .orElseThrow(
                        () -> new UserInputException("data " + name + " has images of several sizes; open it with the "
                                + "size that the model takes: DataSource.find(name, options).open(input)"));
        return found.open(new Input(shape.height(), shape.width(), shape.channels(), Input.Pixels.UINT8));
    }

    /**
     * What was looked for.
     *
     * @return the name
     */
    String name();

    /**
     * The shape of all images as they are stored.
     *
     * @return empty if they differ in size
     */
    Optional<ImageShape> shape();

    /**
     * Whether images can be read in any shape. Those that are stored as plain pixels have one of their own.
     *
     * @return true for image files
     */
    boolean isEncoded();

    /**
     * Whether test images are kept apart from the others. Where they are not, {@link #open} sets some aside.
     *
     * @return true for files of their own, or a folder such as {@code test}
     */
    boolean holdsTest();

    /**
     * Opens the images.
     *
     * @param input the size that they get, and how they are fitted into it
     * @return the images, to be closed by the caller
     * @throws UserInputException if they are stored as pixels of another shape
     */
    ImageSets open(Input input);

    /**
     * What is worth to be known of the data.
     *
     * @return a line each
     */
    List<String> notes();

    /**
     * Files that were left out, and why.
     *
     * @return a line each
     */
    List<String> skipped();
}
