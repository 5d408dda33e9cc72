// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.List;

/**
 * A row of a manifest.
 *
 * @param line the line's number in the file, from 1
 * @param values a value for each column that is read, without surrounding spaces; an empty string if it is missing
 */
record ManifestRow(int line, List<String> values) {
    ManifestRow {
        values = List.copyOf(values);
    }

    String value(int column) {
        return values.get(column);
    }

    /** Returns the row's name for messages. */
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
