// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.UserInputException;
import dev.nin.task.Task;
import dev.nin.task.TaskKind;
import dev.nin.task.TaskKinds;
import dev.nin.task.TaskSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts goals to and from plain values such as those of JSON: for each output, a map with its name and its task's
 * kind, weight and settings.
 */
public final class GoalSettings {
    private static final String OUTPUT = "output";
    private static final String KIND = "kind";
    private static final String WEIGHT = "weight";
    private static final String SETTINGS = "settings";

    private GoalSettings() {}

    /**
     * Converts goals to plain values.
     *
     * @param goals the goals to write
     * @return for each goal a map of strings, numbers, lists and maps
     */
    public static List<Map<String, Object>> write(Goals goals) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (Goal goal : goals.goals()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put(OUTPUT, goal.output());
            each.put(KIND, goal.task().kind());
            each.put(WEIGHT, goal.weight());
            each.put(SETTINGS, goal.task().settings().values());
            written.add(each);
        }
        return written;
    }

    /**
     * Reads goals. A task of an unknown {@link TaskKind} is read too, but throws when it is used.
     *
     * @param written the result of {@link #write}
     * @return the goals
     * @throws UserInputException if a part is missing or has the wrong type, or a task's setting is out of range
     */
    public static Goals read(List<? extends Map<String, ?>> written) {
        List<Goal> goals = new ArrayList<>();
        for (Map<String, ?> each : written) {
            TaskSettings parts = TaskSettings.of(each);
            Task task = TaskKinds.read(parts.text(KIND), parts.settings(SETTINGS));
            goals.add(new Goal(parts.text(OUTPUT), task, parts.has(WEIGHT) ? parts.number(WEIGHT) : 1));
        }
        return new Goals(goals);
    }
}
