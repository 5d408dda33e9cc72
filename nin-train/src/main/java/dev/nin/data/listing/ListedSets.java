// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set, all with the same classes.
 *
 * @param name where they come from, for reports
 * @param train the training images
 * @param validation the images that the best epoch is chosen by, if they are set aside
 * @param test the images that each epoch is tested on; empty if they must be split from the training images
 * @param notes lines for the user on how the data was understood
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
