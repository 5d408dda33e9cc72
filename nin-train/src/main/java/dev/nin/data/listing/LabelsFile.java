// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text file with one class name per line, in the order of the classes' numbers. */
public final class LabelsFile {
    /** The name of such a file in a data folder. */
    public static final String NAME = "labels.txt";

    private static final String EXPECTED = "expected a class's name on each line";

    private LabelsFile() {}

    /**
     * Reads a file. A byte-order mark, spaces around names and empty lines at the end are ignored.
     *
     * @param file the file
     * @return the names, at least one
     * @throws UserInputException if the file cannot be read, has no name, a name twice, or an empty line
     */
    public static List<String> read(Path file) {
        List<String> names = names(file);
        if (names.isEmpty()) {
            throw new UserInputException(file + " is empty, " + EXPECTED);
        }
        Map<String, Integer> lines = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int line = i + 1;
            if (names.get(i).isEmpty()) {
                throw new UserInputException(file + ": line " + line + " is empty, " + EXPECTED);
            }
            Integer earlier = lines.putIfAbsent(names.get(i), line);
            if (earlier != null) {
                throw new UserInputException(file + ": lines " + earlier + " and " + line + " are both \""
                        + names.get(i) + "\", expected each class once; rename one");
            }
        }
        return names;
    }

    private static List<String> names(Path file) {
        try {
            String text = TextFile.read(file, TextFile.LARGEST_LIST);
            String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
            return unmarked.stripTrailing().lines().map(String::strip).toList();
        } catch (IOException e) {
            throw new UserInputException(
                    file + " cannot be read (" + Reasons.of(e)
                            + "), expected a text file with a class's name on each line",
                    e);
        }
    }
}
