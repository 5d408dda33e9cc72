// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A table of files in UTF-8: CSV, or JSON Lines if the extension is {@code .jsonl} or {@code .ndjson}. */
final class ManifestFile {
    /** The maximum size of a manifest in bytes, enough for millions of files. */
    static final long LARGEST = 256L << 20;

    private ManifestFile() {}

    /** Returns whether a file is a manifest, by its extension. */
    static boolean isNamedAsOne(Path file) {
        return isJsonLines(file) || ending(file).equals("csv");
    }

    /**
     * Reads the rows of a file.
     *
     * @throws UserInputException if it cannot be read, is too long, lacks a required column or has an invalid line
     */
    static List<ManifestRow> read(Path file, ManifestColumns columns) {
        List<ManifestRow> rows = with(
                file,
                reader -> isJsonLines(file)
                        ? JsonLineRows.read(file, reader, columns)
                        : CsvRows.read(file, reader, columns));
        if (rows.isEmpty()) {
            throw new UserInputException(file + " names no file, expected the "
                    + (columns.required().size() == 1 ? "column " : "columns ")
                    + String.join(" and ", columns.required()) + " with a line for each file");
        }
        return rows;
    }

    /**
     * Returns the names of the columns: those of a CSV file's header, or all JSON fields with a single value.
     *
     * @throws UserInputException if the file cannot be read
     */
    static List<String> names(Path file) {
        return with(file, reader -> isJsonLines(file) ? JsonLineRows.names(file, reader) : CsvRows.names(file, reader));
    }

    private static <T> T with(Path file, Reading<T> reading) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (Files.size(file) > LARGEST) {
                throw new UserInputException(
                        file + " is too long, expected at most " + LARGEST + " bytes; name another");
            }
            passByteOrderMark(reader);
            return reading.read(reader);
        } catch (IOException e) {
            throw new UserInputException(
                    file + " cannot be read (" + Reasons.of(e) + "), expected a CSV file or one of JSON lines", e);
        }
    }

    private interface Reading<T> {
        T read(BufferedReader reader) throws IOException;
    }

    private static void passByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
    }

    private static boolean isJsonLines(Path file) {
        return ending(file).equals("jsonl") || ending(file).equals("ndjson");
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
