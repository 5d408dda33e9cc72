// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.google.common.primitives.Ints;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stratified split of a dataset into two views.
 *
 * @param rest the remaining images
 * @param part the share of each class that was taken out
 */
public record Split(Dataset rest, Dataset part) {
    /**
     * Takes a random share of each class out of a dataset.
     *
     * @param images the images
     * @param share the share of each class, above 0 and below 1, rounded to whole images
     * @param seed determines which images are taken
     * @return both parts, in the order of the dataset
     * @throws UserInputException if the share is out of range or one part would be empty
     */
    public static Split of(Dataset images, double share, long seed) {
        Split split = of(images, share, seed, 0);
        if (split.rest.size() == 0 || split.part.size() == 0) {
            throw new InvalidSettingException(
                    "validationSplit",
                    "is " + share + ", which is " + split.part.size() + " of " + images.size()
                            + " images, expected at least 1 and fewer than all");
        }
        return split;
    }

    /**
     * Takes a share of each class out of a dataset like {@link #of}, but at least one image of each class that has two
     * or more. If no class has two, nothing is taken.
     *
     * @param images the images
     * @param share the share of each class, above 0 and below 1, rounded to whole images
     * @param seed determines which images are taken
     * @return both parts, in the order of the dataset
     * @throws UserInputException if the share is out of range
     */
    public static Split ofEachClass(Dataset images, double share, long seed) {
        return of(images, share, seed, 1);
    }

    /**
     * Takes one of several disjoint parts out of a dataset. The parts have all images, and their sizes differ by at
     * most one, of each class as well as in total.
     *
     * @param images the images
     * @param number the part to take out, from 1 to {@code count}
     * @param count the number of parts, at least 2 and at most the number of images
     * @param seed determines which images are in which part
     * @return both parts, in the order of the dataset
     * @throws UserInputException if a number is out of range
     */
    public static Split fold(Dataset images, int number, int count, long seed) {
        if (count < 2 || count > images.size()) {
            throw new InvalidSettingException(
                    "folds",
                    "is " + count + " for " + images.size() + " training images, expected from 2 to " + images.size());
        }
        if (number < 1 || number > count) {
            throw new InvalidSettingException("fold", "is " + number + ", expected from 1 to " + count);
        }
        boolean hasClasses = !images.classes().isEmpty();
        List<List<Integer>> classes = new ArrayList<>();
        for (int label = 0; label < (hasClasses ? images.classes().size() : 1); label++) {
            classes.add(new ArrayList<>());
        }
        for (int image : Shuffle.order(images.size(), seed, 0)) {
            classes.get(hasClasses ? images.label(image) : 0).add(image);
        }
        boolean[] taken = new boolean[images.size()];
        int place = 0;
        for (List<Integer> ofClass : classes) {
            for (int image : ofClass) {
                taken[image] = place++ % count == number - 1;
            }
        }
        return of(images, taken);
    }

    private static Split of(Dataset images, double share, long seed, int least) {
        if (!(share > 0 && share < 1)) {
            throw new UserInputException("the share to split off is " + share + ", expected above 0 and below 1");
        }
        // Images without classes count as one class.
        boolean hasClasses = !images.classes().isEmpty();
        int[] wanted = new int[hasClasses ? images.classes().size() : 1];
        for (int image = 0; image < images.size(); image++) {
            wanted[hasClasses ? images.label(image) : 0]++;
        }
        for (int label = 0; label < wanted.length; label++) {
            int all = wanted[label];
            wanted[label] = Math.max((int) Math.round(all * share), Math.min(least, all - 1));
        }
        boolean[] taken = new boolean[images.size()];
        for (int image : Shuffle.order(images.size(), seed, 0)) {
            taken[image] = wanted[hasClasses ? images.label(image) : 0]-- > 0;
        }
        return of(images, taken);
    }

    private static Split of(Dataset images, boolean[] taken) {
        List<Integer> rest = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        for (int image = 0; image < taken.length; image++) {
            (taken[image] ? part : rest).add(image);
        }
        return new Split(images.select(Ints.toArray(rest)), images.select(Ints.toArray(part)));
    }
}
