// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

/**
 * Reads a kind of task from a checkpoint or SavedModel. Custom kinds are found as services: name the class in
 * {@code META-INF/services/dev.nin.task.TaskKind}, or provide it in a module.
 */
public interface TaskKind {
    /**
     * Returns the name of this kind in files.
     *
     * @return the same name as {@link Task#kind} of its tasks, such as regression
     */
    String name();

    /**
     * Creates a task from its settings.
     *
     * @param settings the result of {@link Task#settings}
     * @return the task
     * @throws dev.nin.UserInputException if a setting is missing or out of range
     */
    Task read(TaskSettings settings);
}
