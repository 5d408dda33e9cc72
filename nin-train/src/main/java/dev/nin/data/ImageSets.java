// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;
import java.util.Optional;

/**
 * The training, validation and test images of a training. Closing them releases what reading has opened.
 *
 * @param name the data's origin, for reports
 * @param train the training images
 * @param validation the validation images, which choose the best epoch; if empty, the last epoch is the best
 * @param test the test images, on which each epoch is evaluated; they choose nothing
 */
public record ImageSets(String name, Dataset train, Optional<Dataset> validation, Dataset test)
        implements AutoCloseable {
    /** @throws UserInputException if the parts differ in shape or classes */
    public ImageSets {
        requireLike(name, train, test, "test");
        validation.ifPresent(images -> requireLike(name, train, images, "validation"));
    }

    /**
     * Creates sets without validation images.
     *
     * @param name the data's origin, for reports
     * @param train the training images
     * @param test the test images
     * @throws UserInputException if the two differ in shape or classes
     */
    public ImageSets(String name, Dataset train, Dataset test) {
        this(name, train, Optional.empty(), test);
    }

    /**
     * Returns the first images of a fixed shuffle of the training and test images.
     *
     * @param trainLimit the maximum number of training images
     * @param testLimit the maximum number of test images
     * @return views of the images
     */
    public ImageSets limit(int trainLimit, int testLimit) {
        return new ImageSets(name, train.limit(trainLimit), validation, test.limit(testLimit));
    }

    /**
     * Sets aside a share of the training images as validation images.
     *
     * @param share the share of each class, above 0 and below 1
     * @param seed determines which images are taken
     * @return views of the images
     * @throws UserInputException if the share is out of range, a part would be empty, or there already are validation
     *     images
     */
    public ImageSets validate(double share, long seed) {
        if (validation.isPresent()) {
            throw new UserInputException("data " + name + " already has validation images, so no share of " + share
                    + " of the training images can be set aside; leave one of them out");
        }
        Split split = Split.of(train, share, seed);
        return new ImageSets(name, split.rest(), Optional.of(split.part()), test);
    }

    /**
     * Sets aside one of several disjoint parts of the training images as validation images, for cross-validation.
     *
     * @param number the part to set aside, from 1 to {@code count}
     * @param count the number of parts, which together have all training images
     * @param seed determines which images are in which part
     * @return views of the images
     * @throws UserInputException if a number is out of range, or there already are validation images
     */
    public ImageSets fold(int number, int count, long seed) {
        if (validation.isPresent()) {
            throw new UserInputException("data " + name + " already has validation images, so no fold of the training"
                    + " images can be set aside; move them to the training images, or train without folds");
        }
        Split split = Split.fold(train, number, count, seed);
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
