// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.GoalSettings;
import dev.nin.task.output.Goals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of a checkpoint's tasks, steps and progress. */
final class TrainingJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String STEP = "step";
    private static final String TASKS = "tasks";
    private static final String LABELS = "labels";
    private static final String PROGRESS = "progress";

    private TrainingJson() {}

    static ObjectNode write(Goals goals, long step, Map<String, List<Double>> progress) {
        ObjectNode training = MAPPER.createObjectNode().put(STEP, step);
        training.set(TASKS, MAPPER.valueToTree(GoalSettings.write(goals)));
        ObjectNode numbers = training.putObject(PROGRESS);
        progress.forEach((name, values) -> values.forEach(numbers.putArray(name)::add));
        return training;
    }

    /**
     * Reads the tasks; format 1 had only the labels of a classification, which are read too.
     *
     * @param file the file's name in messages
     */
    static Goals goals(JsonNode training, ModelSpec spec, String file) {
        if (training.has(TASKS)) {
            try {
                return GoalSettings.read(
                        MAPPER.convertValue(training.path(TASKS), new TypeReference<List<Map<String, Object>>>() {}));
            } catch (UserInputException e) {
                throw new UserInputException(file + ": " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new UserInputException(
                        file + " has tasks that are not a list of objects; use another checkpoint", e);
            }
        }
        List<String> labels = new ArrayList<>();
        training.path(LABELS).forEach(label -> labels.add(label.asText()));
        if (labels.size() != spec.classes()) {
            throw new UserInputException(file + " has " + labels.size() + " labels, expected " + spec.classes()
                    + ", the model's number of classes; use another checkpoint");
        }
        return new Goals(List.of(new Goal(spec.outputs().get(0), Task.classification(labels), 1)));
    }

    static long step(JsonNode training) {
        return training.path(STEP).asLong();
    }

    static Map<String, List<Double>> progress(JsonNode training) {
        Map<String, List<Double>> progress = new HashMap<>();
        training.path(PROGRESS).properties().forEach(entry -> {
            List<Double> numbers = new ArrayList<>();
            entry.getValue().forEach(number -> numbers.add(number.asDouble()));
            progress.put(entry.getKey(), numbers);
        });
        return progress;
    }
}
