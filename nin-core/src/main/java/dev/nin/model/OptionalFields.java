// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The fields of a node that its JSON has only where they say something. */
final class OptionalFields {
    /** What each stands for where it is left out. */
    static final Map<String, Object> DEFAULTS = Map.of("regularizer", Regularizer.NONE, "frozen", false);

    private OptionalFields() {}

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
        }
    }
}
