// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a node and its layer that their JSON has only where they say something. */
final class OptionalFields {
    private static final Map<String, Object> OF_NODES = Map.of("regularizer", Regularizer.NONE, "frozen", false);
    private static final Map<String, Object> OF_INPUTS = Map.of("fit", Fit.STRETCH);

    private OptionalFields() {}

    /** What a record's field stands for where it is left out; null if it must be there. */
    static @Nullable Object byDefault(Class<?> record, String field) {
        return record == Node.class ? OF_NODES.get(field) : record == Input.class ? OF_INPUTS.get(field) : null;
    }

    /** Takes from the nodes of a document that is written the fields that say nothing. */
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
