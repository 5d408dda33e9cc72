// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.model.Input;
import java.util.List;
import java.util.Optional;

/**
 * Data that has been found by name: its contents are known, but no image has been decoded.
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
     * @param name {@code sample}, {@code fashion-mnist}, a CSV or JSON Lines manifest, or a folder of IDX files, of
     *     CIFAR's binary files, of TFRecord shards, of one folder of images per class, or of images and masks
     * @param options the options, including the kind of target
     * @return the data
     * @throws UserInputException if there is no such data, it lacks the targets, or a file is missing, damaged or of
     *     the wrong kind
     */
    static DataSource find(String name, DataOptions options) {
        return new DataSearch(name, options).find();
    }

    /**
     * Loads data by name, in the shape of its images.
     *
     * @param name a name as for {@link #find}
     * @return the images, which the caller closes
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
     * Returns the name by which the data was found.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the shape of all images as stored.
     *
     * @return the shape; empty if the images differ in size
     */
    Optional<ImageShape> shape();

    /**
     * Returns whether images can be read in any shape. Images stored as plain pixels have a fixed shape.
     *
     * @return true for image files
     */
    boolean isEncoded();

    /**
     * Returns whether the data has separate test images. If not, {@link #open} sets some aside.
     *
     * @return true if there are test files, or a folder such as {@code test}
     */
    boolean holdsTest();

    /**
     * Opens the images.
     *
     * @param input the size that images are resized to, and how they are fitted into it
     * @return the images, which the caller closes
     * @throws UserInputException if the images are stored as pixels of another shape
     */
    ImageSets open(Input input);

    /**
     * Returns notes on the data for the user.
     *
     * @return one line each
     */
    List<String> notes();

    /**
     * Returns the files that were left out, with the reasons.
     *
     * @return one line each
     */
    List<String> skipped();
}
