// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Refuses names that differ only in letter case. */
final class Spellings {
    private final Path file;
    private final String what;
    private final Map<String, Spelling> known = new HashMap<>();

    /** Checks names of one kind, such as label. */
    Spellings(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    private record Spelling(String name, int line) {}

    /** @throws UserInputException if the name was spelled differently before */
    void require(String name, ManifestRow row) {
        Spelling earlier = known.putIfAbsent(name.toLowerCase(Locale.ROOT), new Spelling(name, row.line()));
        if (earlier != null && !earlier.name().equals(name)) {
            throw new UserInputException(
                    file + ": the " + what + " \"" + earlier.name() + "\" on line " + earlier.line() + " is \"" + name
                            + "\" on line " + row.line() + ", expected one spelling; correct one of them");
        }
    }
}
