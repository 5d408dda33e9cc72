package example;

import dev.nin.task.Task;
import dev.nin.task.TaskKind;
import dev.nin.task.TaskSettings;

/** The kind of {@link Count}, registered in META-INF/services so that its checkpoints can be read. */
public final class CountKind implements TaskKind {
    @Override
    public String name() {
        return Count.KIND;
    }

    @Override
    public Task read(TaskSettings settings) {
        return new Count(settings.text("what"));
    }
}
