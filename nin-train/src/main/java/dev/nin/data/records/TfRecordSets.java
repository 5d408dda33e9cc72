// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a data set of TFRecord shards, all with the same classes.
 *
 * @param name the data's origin, for reports
 * @param classes the classes' names, in the order of their numbers
 * @param train the training images
 * @param validation the validation images, which choose the best epoch; empty if there are none
 * @param test the test images; empty if they must be split from the training images
 * @param notes notes for the user on how the data was interpreted
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
