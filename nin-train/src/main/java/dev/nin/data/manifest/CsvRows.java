// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.nin.UserInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a CSV file (RFC 4180) with a header line. If the header has no comma, values are separated by semicolons
 * or tabs.
 */
final class CsvRows {
    private static final int LONGEST_HEADER = 1 << 16;

    private static final List<String> BLANK = List.of("");

    private CsvRows() {}

    /**
     * Reads all rows.
     *
     * @throws UserInputException if a required column is missing, a row has more or fewer values than the header, or
     *     the file is not CSV
     */
    static List<ManifestRow> read(Path file, BufferedReader reader, ManifestColumns columns) throws IOException {
        return with(file, reader, parser -> rows(file, parser, columns));
    }

    /** Returns the names in the header; an empty list if there is no header. */
    static List<String> names(Path file, BufferedReader reader) throws IOException {
        return with(file, reader, CsvRows::header);
    }

    private static <T> T with(Path file, BufferedReader reader, Parsing<T> parsing) throws IOException {
        reader.mark(LONGEST_HEADER);
        char[] start = new char[LONGEST_HEADER];
        int length = reader.read(start, 0, LONGEST_HEADER - 1);
        reader.reset();
        char separator = separator(new String(start, 0, Math.max(0, length)));
        try (CsvParser parser = new CsvFactory().createParser(reader)) {
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            return parsing.parse(parser);
        } catch (JsonProcessingException e) {
            throw new UserInputException(
                    file + ": line " + e.getLocation().getLineNr() + " is not CSV (" + e.getOriginalMessage()
                            + "), expected values separated by commas",
                    e);
        }
    }

    private interface Parsing<T> {
        T parse(CsvParser parser) throws IOException;
    }

    private static List<String> header(CsvParser parser) throws IOException {
        List<String> names = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            names.clear();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                names.add(parser.getText().strip());
            }
            if (!names.isEmpty() && !names.equals(BLANK)) {
                return names;
            }
        }
        return List.of();
    }

    private static List<ManifestRow> rows(Path file, CsvParser parser, ManifestColumns columns) throws IOException {
        List<ManifestRow> rows = new ArrayList<>();
        List<String> header = List.of();
        List<Integer> places = List.of();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            List<String> values = new ArrayList<>();
            int line = 0;
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                line = line == 0 ? parser.currentTokenLocation().getLineNr() : line;
                values.add(parser.getText().strip());
            }
            if (values.isEmpty() || values.equals(BLANK)) {
                continue;
            }
            if (header.isEmpty()) {
                header = values;
                places = columns.places(file.toString(), header);
            } else if (values.size() != header.size()) {
                throw new UserInputException(file + ": line " + line + " has " + values.size() + " values, expected "
                        + header.size() + ": " + String.join(", ", header));
            } else {
                rows.add(new ManifestRow(
                        line,
                        places.stream()
                                .map(place -> place < 0 ? "" : values.get(place))
                                .toList()));
            }
        }
        return rows;
    }

    private static char separator(String start) {
        String header = start.lines().findFirst().orElse("");
        if (header.indexOf(',') >= 0) {
            return ',';
        }
        return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }
}
