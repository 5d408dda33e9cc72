// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of tasks that can be read: the built-in ones and those that applications provide. */
public final class TaskKinds {
    private static final Map<String, Function<TaskSettings, Task>> BUILT_IN = Map.of(
            Classification.KIND, Classification::read,
            MultiLabel.KIND, MultiLabel::read,
            Regression.KIND, Regression::read,
            Segmentation.KIND, Segmentation::read,
            Reconstruction.KIND, Reconstruction::read,
            CustomTask.KIND, CustomTask::read);

    private TaskKinds() {}

    /** Returns the task; if its kind is unknown, one that can only be stored and written. */
    public static Task read(String kind, TaskSettings settings) {
        Map<String, Function<TaskSettings, Task>> all = all();
        Function<TaskSettings, Task> known = all.get(kind);
        if (known == null) {
            return new UnknownTask(kind, settings, new TreeSet<>(all.keySet()));
        }
        Task task = known.apply(settings);
        return settings.has(TaskWithLoss.LOSS) ? TaskWithLoss.read(task, settings.text(TaskWithLoss.LOSS)) : task;
    }

    private static Map<String, Function<TaskSettings, Task>> all() {
        Map<String, Function<TaskSettings, Task>> all = new LinkedHashMap<>(BUILT_IN);
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        for (TaskKind provided : ServiceLoader.load(TaskKind.class, context)) {
            all.putIfAbsent(provided.name(), provided::read);
        }
        return all;
    }
}
