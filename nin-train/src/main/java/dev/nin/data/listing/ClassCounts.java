// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes for the user on the number of images per class. */
public final class ClassCounts {
    /** The maximum number of names in a line. */
    private static final int SHOWN = 20;
    /** The ratio of the largest to the smallest class above which a note is written. */
    private static final int FAR_APART = 10;

    private ClassCounts() {}

    /**
     * Returns notes on strongly imbalanced classes and on classes without images.
     *
     * @param classes the classes' names
     * @param train the number of training images per class
     * @param validation the number of validation images per class, if there are any
     * @param test the number of test images per class; empty if the test images are still to be split off
     * @return lines; empty if there is nothing to note
     */
    public static List<String> notes(
            List<String> classes, int[] train, Optional<int[]> validation, Optional<int[]> test) {
        List<String> notes = new ArrayList<>();
        noteWithout("training", classes, train, notes);
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
            notes.add("class counts range from " + train[smallest] + " (\"" + classes.get(smallest) + "\") to "
                    + train[largest] + " (\"" + classes.get(largest) + "\")");
        }
        validation.ifPresent(counts -> noteWithout("validation", classes, counts, notes));
        test.ifPresent(counts -> noteWithout("test", classes, counts, notes));
        return notes;
    }

    private static void noteWithout(String part, List<String> classes, int[] counts, List<String> notes) {
        List<String> without = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                without.add('"' + classes.get(i) + '"');
            }
        }
        if (without.size() == 1) {
            notes.add("class " + without.get(0) + " has no " + part + " image");
        } else if (!without.isEmpty()) {
            notes.add(without.size() + " classes have no " + part + " image: " + Shown.first(without, SHOWN));
        }
    }
}
