package example;

import dev.nin.task.Task;
import dev.nin.task.TaskKind;
import dev.nin.task.TaskSettings;

/** Lets checkpoints that have learnt to count be read; named in META-INF/services. */
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
