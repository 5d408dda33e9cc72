// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set, all with the same classes.
 *
 * @param name the data's origin, for reports
 * @param train the training images
 * @param validation the validation images, which choose the best epoch; empty if there are none
 * @param test the test images; empty if they must be split from the training images
 * @param notes notes for the user on how the data was interpreted
 */
public record ListedSets(
        String name,
        ListedImages train,
        Optional<ListedImages> validation,
        Optional<ListedImages> test,
        List<String> notes) {
    public ListedSets {
        notes = List.copyOf(notes);
    }
}
