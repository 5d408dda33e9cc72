// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A run's description as the rows of a table: a name and a value for each leaf of its JSON. */
final class DescriptionTable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DescriptionTable() {}

    /** Returns rows of two cells; a description that is not JSON is one row. */
    static List<List<String>> rows(String description) {
        List<List<String>> rows = new ArrayList<>();
        try {
            add(rows, "", MAPPER.readTree(description));
        } catch (JsonProcessingException e) {
            rows.add(List.of("description", description));
        }
        return rows;
    }

    private static void add(List<List<String>> rows, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(entry ->
                            add(rows, name.isEmpty() ? entry.getKey() : name + " " + entry.getKey(), entry.getValue()));
        } else if (!value.isArray()) {
            rows.add(List.of(name, value.asText()));
        } else if (Streams.stream(value).allMatch(JsonNode::isValueNode)) {
            rows.add(List.of(name, Streams.stream(value).map(JsonNode::asText).collect(Collectors.joining(" "))));
        } else {
            for (int i = 0; i < value.size(); i++) {
                add(rows, name + " " + (i + 1), value.get(i));
            }
        }
    }
}
