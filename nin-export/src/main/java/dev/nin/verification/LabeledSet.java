// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import dev.nin.model.UserInputException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Images of known classes, decoded one at a time when they are asked for.
 *
 * @param folder where they are
 * @param channels values a pixel that training reads of them: 1 for grey, 3 for colour
 * @param labels each image's class, by its place in the model's labels
 * @param images gives an image by its index
 */
public record LabeledSet(Path folder, int channels, List<Integer> labels, IntFunction<BufferedImage> images) {
    static final int GREY = 1;
    static final int COLOUR = 3;

    /**
     * Checks the labels.
     *
     * @throws UserInputException if there is no image
     */
    public LabeledSet {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new UserInputException("--data " + folder + " holds no images, expected a folder of them for each "
                    + "label, named by it");
        }
    }

    /**
     * Finds the test images in a folder of one of the kinds that training takes: the binary files of CIFAR, the IDX
     * files of the MNIST family, or one folder of images a class.
     *
     * @param folder the folder
     * @param classes the model's labels, in its order
     * @return the images, none of them decoded yet but those of one file
     * @throws UserInputException if it is none of them, is damaged, or has a class that the model does not know
     */
    public static LabeledSet read(Path folder, List<String> classes) {
        if (!Files.isDirectory(folder)) {
            throw new UserInputException("--data " + folder + " is no folder, expected one of images of known classes");
        }
        LabeledSet set = CifarTestSet.matches(folder)
                ? CifarTestSet.read(folder)
                : IdxTestSet.matches(folder) ? IdxTestSet.read(folder) : ClassFolders.read(folder, classes);
        for (int i = 0; i < set.labels.size(); i++) {
            if (set.labels.get(i) >= classes.size()) {
                throw new UserInputException("--data " + folder + ": image " + (i + 1) + " has the class "
                        + set.labels.get(i) + ", expected 0 to " + (classes.size() - 1)
                        + " as the model has classes; name the data that it was trained for");
            }
        }
        return set;
    }
}
