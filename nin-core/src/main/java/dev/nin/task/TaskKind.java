// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

/**
 * Makes tasks of what a checkpoint or a SavedModel says of them. Kinds of your own are found as services: name the
 * class in {@code META-INF/services/dev.nin.task.TaskKind}, or provide it in a module.
 */
public interface TaskKind {
    /**
     * What files call it.
     *
     * @return what {@link Task#kind} of its tasks returns, such as regression
     */
    String name();

    /**
     * Makes a task.
     *
     * @param settings what {@link Task#settings} of it gave
     * @return the task
     * @throws dev.nin.UserInputException if a setting is missing or out of its range
     */
    Task read(TaskSettings settings);
}
