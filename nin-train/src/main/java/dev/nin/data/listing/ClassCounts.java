// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Notes for the user on the number of images per class. */
public final class ClassCounts {
    /** The maximum number of names in a line. */
    private static final int SHOWN = 20;
    /** The maximum number of names of each kind in a line that has two. */
    private static final int SHOWN_OF_TWO = 10;
    /** The ratio of the largest to the smallest class above which a note is written. */
    private static final int FAR_APART = 10;

    private ClassCounts() {}

    /**
     * Returns notes on strongly imbalanced classes and on classes without images.
     *
     * @param sets the images
     * @return lines; empty if there is nothing to note, or if the images have no classes
     */
    public static List<String> notes(ImageSets sets) {
        return sets.train().classes().isEmpty()
                ? List.of()
                : notes(
                        sets.train().classes(),
                        counts(sets.train()),
                        sets.validation().map(ClassCounts::counts),
                        Optional.of(counts(sets.test())));
    }

    private static int[] counts(Dataset images) {
        int[] counts = new int[images.classes().size()];
        for (int image = 0; image < images.size(); image++) {
            counts[images.label(image)]++;
        }
        return counts;
    }

    /**
     * Returns notes on strongly imbalanced classes and on classes without images.
     *
     * @param classes the classes' names
     * @param train the number of training images per class
     * @param validation the number of validation images per class, if there are any
     * @param test the number of test images per class; empty if the test images are still to be split off
     * @return lines; empty if there is nothing to note
     */
    static List<String> notes(List<String> classes, int[] train, Optional<int[]> validation, Optional<int[]> test) {
        List<String> notes = new ArrayList<>();
        int[] all = IntStream.range(0, train.length)
                .map(i -> train[i]
                        + validation.map(counts -> counts[i]).orElse(0)
                        + test.map(counts -> counts[i]).orElse(0))
                .toArray();
        boolean areApart = test.isPresent();
        if (areApart) {
            noteUnused(classes, all, notes);
        }
        IntPredicate isNamed = i -> !areApart || all[i] > 0;
        noteWithout("training", classes, train, isNamed, notes);
        noteFarApart(classes, train, notes);
        validation.ifPresent(counts -> noteWithout("validation", classes, counts, isNamed, notes));
        test.ifPresent(counts -> noteWithout("test", classes, counts, isNamed, notes));
        return notes;
    }

    /** Notes classes without any image, as labels leave them that start at 1 or have a wrong value among them. */
    private static void noteUnused(List<String> classes, int[] all, List<String> notes) {
        List<String> unused = names(classes, i -> all[i] == 0);
        if (unused.isEmpty()) {
            return;
        }
        List<String> used = IntStream.range(0, all.length)
                .filter(i -> all[i] > 0)
                .mapToObj(i -> quoted(classes, i) + " " + all[i])
                .toList();
        String subject = unused.size() == 1
                ? "class " + unused.get(0) + " has neither training nor test images"
                : unused.size() + " of " + classes.size() + " classes have neither training nor test images: "
                        + Shown.first(unused, SHOWN_OF_TWO);
        boolean startsAtOne = unused.size() == 1
                && all[0] == 0
                && IntStream.range(0, all.length).allMatch(i -> classes.get(i).equals(Integer.toString(i)));
        notes.add(subject + "; " + (startsAtOne ? "labels count from 0, and these " : "the others ") + "have "
                + Shown.first(used, SHOWN_OF_TWO));
    }

    private static void noteFarApart(List<String> classes, int[] train, List<String> notes) {
        int smallest = -1;
        int largest = -1;
        for (int i = 0; i < train.length; i++) {
            if (train[i] > 0 && (smallest < 0 || train[i] < train[smallest])) {
                smallest = i;
            }
            if (train[i] > 0 && (largest < 0 || train[i] > train[largest])) {
                largest = i;
            }
        }
        if (smallest >= 0 && train[largest] > (long) FAR_APART * train[smallest]) {
            notes.add("class counts range from " + train[smallest] + " (" + quoted(classes, smallest) + ") to "
                    + train[largest] + " (" + quoted(classes, largest) + ")");
        }
    }

    private static void noteWithout(
            String part, List<String> classes, int[] counts, IntPredicate isNamed, List<String> notes) {
        List<String> without = names(classes, i -> counts[i] == 0 && isNamed.test(i));
        if (without.size() == 1) {
            notes.add("class " + without.get(0) + " has no " + part + " image");
        } else if (!without.isEmpty()) {
            notes.add(without.size() + " classes have no " + part + " image: " + Shown.first(without, SHOWN));
        }
    }

    private static List<String> names(List<String> classes, IntPredicate wanted) {
        return IntStream.range(0, classes.size())
                .filter(wanted)
                .mapToObj(i -> quoted(classes, i))
                .toList();
    }

    private static String quoted(List<String> classes, int i) {
        return '"' + classes.get(i) + '"';
    }
}
