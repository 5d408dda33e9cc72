// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.data.listing.ListedSets;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set, of files that can be used.
 *
 * @param name where they come from, for reports
 * @param train the training images
 * @param validation the images that the best epoch is chosen by, if they are set aside
 * @param test the images that each epoch is tested on; empty if they must be split from the training images
 * @param notes lines for the user on how the data was understood
 * @param skipped the files that were left out
 */
public record ScannedSets(
        String name,
        ScannedImages train,
        Optional<ScannedImages> validation,
        Optional<ScannedImages> test,
        List<String> notes,
        List<BadFile> skipped) {
    public ScannedSets {
        notes = List.copyOf(notes);
        skipped = List.copyOf(skipped);
    }

    /**
     * The files alone.
     *
     * @return the same sets without what was found out about them
     */
    public ListedSets listed() {
        return new ListedSets(
                name, train.images(), validation.map(ScannedImages::images), test.map(ScannedImages::images), notes);
    }
}
