// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.data.listing.ListedSets;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set, with usable files only.
 *
 * @param name the data's origin, for reports
 * @param train the training images
 * @param validation the validation images, which choose the best epoch; empty if there are none
 * @param test the test images; empty if they must be split from the training images
 * @param notes notes for the user on how the data was interpreted
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
     * Returns the files without the results of the checks.
     *
     * @return the same sets as listed images
     */
    public ListedSets listed() {
        return new ListedSets(
                name, train.images(), validation.map(ScannedImages::images), test.map(ScannedImages::images), notes);
    }
}
