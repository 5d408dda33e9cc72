// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a node and its layer that JSON omits when they have their default value. */
final class OptionalFields {
    private static final Map<String, Object> OF_NODES = Map.of("regularizer", Regularizer.NONE, "frozen", false);
    private static final Map<String, Object> OF_INPUTS = Map.of("fit", Fit.STRETCH);

    private OptionalFields() {}

    /** Returns the default value of a record's field; null if the field is required. */
    static @Nullable Object byDefault(Class<?> record, String field) {
        return record == Node.class ? OF_NODES.get(field) : record == Input.class ? OF_INPUTS.get(field) : null;
    }

    /** Removes the fields with default values from the nodes of a document before it is written. */
    static void strip(JsonNode document) {
        for (JsonNode each : document.path("nodes")) {
            ObjectNode node = (ObjectNode) each;
            JsonNode regularizer = node.path("regularizer");
            if (regularizer.path("l1").asDouble() == 0 && regularizer.path("l2").asDouble() == 0) {
                node.remove("regularizer");
            }
            if (!node.path("frozen").asBoolean()) {
                node.remove("frozen");
            }
            if (node.path("layer").path("fit").asText().equals(Fit.STRETCH.toString())) {
                ((ObjectNode) node.path("layer")).remove("fit");
            }
        }
    }
}
