// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.List;

/**
 * A row of a manifest.
 *
 * @param line the number of its line in the file, from 1
 * @param values a value for each of the columns that are read, without spaces around it; empty where there is none
 */
record ManifestRow(int line, List<String> values) {
    ManifestRow {
        values = List.copyOf(values);
    }

    String value(int column) {
        return values.get(column);
    }

    /** What messages call it. */
    String at(Path file) {
        return file + ": line " + line;
    }

    /** @throws UserInputException if the row has no value in a column */
    void require(Path file, ManifestColumns columns, int column) {
        if (value(column).isEmpty()) {
            throw new UserInputException(at(file) + ": " + columns.names().get(column)
                    + " is empty, expected a value; fill it in or remove the line");
        }
    }
}
