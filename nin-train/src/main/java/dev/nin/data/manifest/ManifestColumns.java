// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import dev.nin.data.listing.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a manifest that are read; others may be there.
 *
 * @param required names of columns that must be there
 * @param optional names of columns that may be missing
 */
record ManifestColumns(List<String> required, List<String> optional) {
    ManifestColumns {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /** All names, in the order in which rows have their values. */
    List<String> names() {
        List<String> names = new ArrayList<>(required);
        names.addAll(optional);
        return names;
    }

    /**
     * Where each column is among those that were found, by names in any letter case.
     *
     * @param culprit the file and line, for messages
     * @param found the names found
     * @return a place for each name, -1 for an optional one that is missing
     * @throws UserInputException if a required column is missing or one is there twice
     */
    List<Integer> places(String culprit, List<String> found) {
        List<Integer> places = new ArrayList<>();
        for (String name : names()) {
            int place = -1;
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).strip().equalsIgnoreCase(name)) {
                    if (place >= 0) {
                        throw new UserInputException(
                                culprit + " has the column " + name + " twice, expected it once; rename one");
                    }
                    place = i;
                }
            }
            if (place < 0 && required.contains(name)) {
                throw new UserInputException(culprit + " has no column " + name + ", only " + Shown.first(found, 20)
                        + "; expected " + String.join(" and ", required));
            }
            places.add(place);
        }
        return places;
    }
}
