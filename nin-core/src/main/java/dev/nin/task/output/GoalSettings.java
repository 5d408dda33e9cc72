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
 * Goals as plain values, such as JSON holds: for each output a map of its name, its task's kind, weight and settings.
 */
public final class GoalSettings {
    private static final String OUTPUT = "output";
    private static final String KIND = "kind";
    private static final String WEIGHT = "weight";
    private static final String SETTINGS = "settings";

    private GoalSettings() {}

    /**
     * What files keep of goals.
     *
     * @param goals what to write
     * @return a map of texts, numbers, lists and maps for each
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
     * Reads goals. A task of an unknown {@link TaskKind} is read too, and refuses to be used.
     *
     * @param written what {@link #write} gave
     * @return the goals
     * @throws UserInputException if a part is missing or of another kind, or a task's settings are out of their ranges
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
