// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.nin.model.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goals as JSON: a list of outputs, each with the kind of its task, its weight and its settings. */
public final class GoalsJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String OUTPUT = "output";
    private static final String KIND = "kind";
    private static final String WEIGHT = "weight";
    private static final String SETTINGS = "settings";

    private GoalsJson() {}

    /**
     * Writes goals.
     *
     * @param goals what to write
     * @return the text of an array with an object for each
     */
    public static String write(Goals goals) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Goal goal : goals.goals()) {
            array.addObject()
                    .put(OUTPUT, goal.output())
                    .put(KIND, goal.task().kind())
                    .put(WEIGHT, goal.weight())
                    .set(SETTINGS, MAPPER.valueToTree(goal.task().settings().values()));
        }
        return array.toString();
    }

    /**
     * Reads goals. A task of an unknown {@link TaskKind} is read too, and refuses to be used.
     *
     * @param text what {@link #write} gave
     * @return the goals
     * @throws UserInputException if it is no such array, or a task's settings are out of their ranges
     */
    public static Goals read(String text) {
        List<Goal> goals = new ArrayList<>();
        for (JsonNode each : parsed(text)) {
            if (!each.path(OUTPUT).isTextual()
                    || !each.path(KIND).isTextual()
                    || !each.path(SETTINGS).isObject()) {
                throw new UserInputException(
                        "a task is " + each + ", expected an object with the texts output and kind, and with settings");
            }
            Map<String, Object> settings =
                    MAPPER.convertValue(each.path(SETTINGS), new TypeReference<Map<String, Object>>() {});
            Task task = TaskKinds.read(each.path(KIND).asText(), TaskSettings.of(settings));
            goals.add(
                    new Goal(each.path(OUTPUT).asText(), task, each.path(WEIGHT).asDouble(1)));
        }
        return new Goals(goals);
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserInputException("the tasks are no JSON, expected an array of objects", e);
        }
    }
}
