// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.model.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Images to train with and images to test with.
 *
 * @param name where they come from, for reports
 * @param train the training images
 * @param test the test images, of the same size and classes
 */
public record ImageSets(String name, LabeledImages train, LabeledImages test) {
    /** @throws UserInputException if the two differ in size or classes */
    public ImageSets {
        boolean same =
                train.height() == test.height() && train.width() == test.width() && train.channels() == test.channels();
        if (!same) {
            throw new UserInputException("data " + name + ": training images are " + size(train) + " and test images "
                    + size(test) + ", expected one size");
        }
        if (!train.classes().equals(test.classes())) {
            throw new UserInputException("data " + name + ": training images have the classes " + train.classes()
                    + " and test images " + test.classes() + ", expected the same");
        }
    }

    /**
     * Loads a set by its name on the command line.
     *
     * @param source sample, fashion-mnist, or a folder of IDX files, of CIFAR's binary files or of one folder of PNG
     *     and JPEG images a class
     * @return the images
     * @throws UserInputException if there is no such set, or a file is missing, damaged or not what it should be
     */
    public static ImageSets load(String source) {
        if (source.equals("sample")) {
            return FashionMnist.sample();
        }
        if (source.equals("fashion-mnist")) {
            return FashionMnist.full();
        }
        Path folder = Path.of(source);
        if (source.isBlank() || !Files.isDirectory(folder)) {
            throw new UserInputException(
                    "--data " + source + " is no folder, expected sample, fashion-mnist or a folder of images");
        }
        if (CifarFolder.matches(folder)) {
            return CifarFolder.read(folder);
        }
        if (!IdxFolder.matches(folder) && ImageFolder.matches(folder)) {
            return ImageFolder.read(folder);
        }
        return IdxFolder.read(folder);
    }

    /**
     * The first images of a fixed shuffle of each part.
     *
     * @param trainLimit how many training images at most
     * @param testLimit how many test images at most
     * @return smaller sets
     */
    public ImageSets limit(int trainLimit, int testLimit) {
        return new ImageSets(name, train.limit(trainLimit), test.limit(testLimit));
    }

    private static String size(LabeledImages images) {
        return images.height() + "×" + images.width() + "×" + images.channels();
    }
}
