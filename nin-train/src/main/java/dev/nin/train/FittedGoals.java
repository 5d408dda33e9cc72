// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.Targets;
import dev.nin.model.ModelSpec;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.TargetMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits tasks to the targets of the training examples before training starts. */
final class FittedGoals {
    private FittedGoals() {}

    /** Returns the goals with each task fitted to its numeric targets. */
    static Goals of(Goals goals, ModelSpec spec, Dataset train) {
        List<Target> wanted = goals.targets(spec);
        List<Goal> fitted = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Goal goal = goals.goals().get(i);
            Kind kind = wanted.get(i).kind();
            // Only numbers have a scale; classes, masks and images have none.
            boolean hasScale = kind == Kind.VALUES || kind == Kind.TAGS;
            Stream<float[]> numbers =
                    hasScale ? numbers(train, TargetMatch.of(wanted, i, train.targets())) : Stream.of();
            fitted.add(new Goal(goal.output(), goal.task().fitted(numbers), goal.weight()));
        }
        return new Goals(fitted);
    }

    private static Stream<float[]> numbers(Dataset train, int target) {
        return IntStream.range(0, train.size()).mapToObj(index -> {
            Targets one = new Targets(train.targets(), 1);
            train.readTargets(index, Draw.NONE, one.at(0, index));
            return one.values(target);
        });
    }
}
