// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set of TFRecord shards, all with the same classes.
 *
 * @param name where they come from, for reports
 * @param classes the classes' names, in the order of the labels' numbers
 * @param train the training images
 * @param validation the images that the best epoch is chosen by, if they are set aside
 * @param test the images that each epoch is tested on; empty if they must be split from the training images
 * @param notes lines for the user on how the data was understood
 */
public record TfRecordSets(
        String name,
        List<String> classes,
        TfRecordSource train,
        Optional<TfRecordSource> validation,
        Optional<TfRecordSource> test,
        List<String> notes) {
    public TfRecordSets {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
    }
}
