// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;
import java.util.Optional;

/**
 * The images of a training. Closing it frees what reading them has opened.
 *
 * @param name where they come from, for reports
 * @param train the images to train with
 * @param validation the images that choose the best epoch; empty for none, which lets the last epoch be the best
 * @param test the images that each epoch is tested on, which choose nothing
 */
public record ImageSets(String name, Dataset train, Optional<Dataset> validation, Dataset test)
        implements AutoCloseable {
    /** @throws UserInputException if the parts differ in shape or classes */
    public ImageSets {
        requireLike(name, train, test, "test");
        validation.ifPresent(images -> requireLike(name, train, images, "validation"));
    }

    /**
     * Images to train and to test with.
     *
     * @param name where they come from, for reports
     * @param train the training images
     * @param test the test images
     * @throws UserInputException if the two differ in shape or classes
     */
    public ImageSets(String name, Dataset train, Dataset test) {
        this(name, train, Optional.empty(), test);
    }

    /**
     * The first images of a fixed shuffle of the training and the test images.
     *
     * @param trainLimit how many training images at most
     * @param testLimit how many test images at most
     * @return views
     */
    public ImageSets limit(int trainLimit, int testLimit) {
        return new ImageSets(name, train.limit(trainLimit), validation, test.limit(testLimit));
    }

    /**
     * Sets a share of the training images aside to choose the best epoch by.
     *
     * @param share how much of each class, above 0 and below 1
     * @param seed determines which
     * @return views
     * @throws UserInputException if the share is out of its range, a part would be empty, or there are validation
     *     images already
     */
    public ImageSets validate(double share, long seed) {
        if (validation.isPresent()) {
            throw new UserInputException("data " + name + " has validation images of its own, so that no share of "
                    + share + " of the training images is set aside; leave one of them out");
        }
        Split split = Split.of(train, share, seed);
        return new ImageSets(name, split.rest(), Optional.of(split.part()), test);
    }

    @Override
    public void close() {
        train.close();
        validation.ifPresent(Dataset::close);
        test.close();
    }

    private static void requireLike(String name, Dataset train, Dataset other, String part) {
        if (!train.shape().equals(other.shape())) {
            throw new UserInputException("data " + name + ": training images are " + train.shape() + " and " + part
                    + " images " + other.shape() + ", expected one size");
        }
        if (!train.classes().equals(other.classes())) {
            throw new UserInputException("data " + name + ": training images have the classes " + train.classes()
                    + " and " + part + " images " + other.classes() + ", expected the same");
        }
        if (!train.targets().equals(other.targets())) {
            throw new UserInputException("data " + name + ": training images have the targets " + train.targets()
                    + " and " + part + " images " + other.targets() + ", expected the same");
        }
    }
}
