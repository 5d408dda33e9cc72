// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.UserInputException;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.util.List;

/** Matches the targets that tasks need with those of a dataset. */
public final class TargetMatch {
    private TargetMatch() {}

    /**
     * Returns the number of the target that a task learns: the first that matches it or, with several tasks, the one
     * that also has its output's name.
     *
     * @param wanted the target that each task needs
     * @param task the task's number among them
     * @param available the dataset's targets
     * @return the target's number among those available
     * @throws UserInputException if there is no such target
     */
    public static int of(List<Target> wanted, int task, List<Target> available) {
        Target target = wanted.get(task);
        int found = -1;
        for (int i = 0; i < available.size(); i++) {
            boolean isNamed = wanted.size() == 1 || available.get(i).name().equals(target.name());
            if (isNamed && available.get(i).isLike(target)) {
                found = found < 0 ? i : found;
            }
        }
        if (found < 0) {
            throw new UserInputException("the images have " + (available.isEmpty() ? "no targets" : available)
                    + ", the task learns " + target + "; give images that have it");
        }
        return found;
    }

    /** Refuses a dataset that lacks a task's target. */
    public static void require(List<Target> wanted, List<Target> available) {
        for (int task = 0; task < wanted.size(); task++) {
            if (wanted.get(task).kind() != Kind.IMAGE) {
                of(wanted, task, available);
            }
        }
    }
}
