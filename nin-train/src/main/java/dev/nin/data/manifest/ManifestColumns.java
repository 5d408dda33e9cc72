// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import dev.nin.data.listing.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a manifest that are read; other columns are ignored.
 *
 * @param required names of columns that must exist
 * @param optional names of columns that may be missing
 */
record ManifestColumns(List<String> required, List<String> optional) {
    ManifestColumns {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /** Returns all names, in the order of a row's values. */
    List<String> names() {
        List<String> names = new ArrayList<>(required);
        names.addAll(optional);
        return names;
    }

    /**
     * Finds each column among those of a file, by name in any letter case.
     *
     * @param culprit the file and line, for messages
     * @param found the file's column names
     * @return an index for each name, -1 for a missing optional column
     * @throws UserInputException if a required column is missing or a column appears twice
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
