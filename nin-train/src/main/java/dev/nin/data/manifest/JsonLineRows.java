// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import dev.nin.UserInputException;
import dev.nin.files.JsonFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a JSON Lines file, which has one JSON object per line. */
final class JsonLineRows {
    private JsonLineRows() {}

    /**
     * Reads all rows.
     *
     * @throws UserInputException if a line is not a JSON object, lacks a required column or has a list or object in a
     *     column that is read
     */
    static List<ManifestRow> read(Path file, BufferedReader reader, ManifestColumns columns) throws IOException {
        List<ManifestRow> rows = new ArrayList<>();
        int line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (!text.isBlank()) {
                rows.add(row(file + ": line " + line, line, text, columns));
            }
        }
        return rows;
    }

    /** Returns the names of all fields that never hold a list or object, in the order of first use. */
    static List<String> names(Path file, BufferedReader reader) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> nested = new HashSet<>();
        int line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (!text.isBlank()) {
                object(file + ": line " + line, text).properties().forEach(field -> {
                    names.add(field.getKey());
                    if (!field.getValue().isValueNode()) {
                        nested.add(field.getKey());
                    }
                });
            }
        }
        names.removeAll(nested);
        return List.copyOf(names);
    }

    private static JsonNode object(String culprit, String text) {
        JsonNode object;
        try {
            object = JsonFile.parse(text);
        } catch (JsonProcessingException e) {
            throw new UserInputException(
                    culprit + " is not JSON (" + e.getOriginalMessage() + "), expected an object on each line", e);
        }
        if (!object.isObject()) {
            throw new UserInputException(culprit
                    + " is not a JSON object, expected one such as {\"file\": \"cat/1.jpg\", \"label\": \"cat\"}");
        }
        return object;
    }

    private static ManifestRow row(String culprit, int line, String text, ManifestColumns columns) {
        JsonNode object = object(culprit, text);
        List<String> found = Lists.newArrayList(object.fieldNames());
        List<String> values = new ArrayList<>();
        for (int place : columns.places(culprit, found)) {
            values.add(place < 0 ? "" : value(culprit, found.get(place), object.get(found.get(place))));
        }
        return new ManifestRow(line, values);
    }

    private static String value(String culprit, String name, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw new UserInputException(culprit + ": " + name + " is " + value + ", expected one text or number");
        }
        return value.asText().strip();
    }
}
