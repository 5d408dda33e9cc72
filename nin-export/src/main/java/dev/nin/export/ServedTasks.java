// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.GoalSettings;
import dev.nin.task.output.Goals;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that an exported model answers for.
 *
 * @param spec the model
 * @param goals what it has learnt, a classifier's labels as they are to be served
 */
record ServedTasks(ModelSpec spec, Goals goals) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<Target.Kind> LABELLED = EnumSet.of(Target.Kind.CLASS, Target.Kind.TAGS, Target.Kind.MASK);

    /**
     * A checkpoint's tasks.
     *
     * @param labels new names for a classifier's classes; null to keep those of the checkpoint
     * @throws UserInputException if a task does not fit the model, or labels are given for what is no classifier
     */
    static ServedTasks of(Checkpoint checkpoint, @Nullable List<String> labels) {
        ModelSpec spec = checkpoint.spec();
        Goals goals = checkpoint.goals();
        if (isClassifier(goals)) {
            return new ServedTasks(spec, labelled(checkpoint, labels == null ? checkpoint.labels() : labels));
        }
        if (labels != null) {
            throw new UserInputException("labels (--labels) are given for the model \"" + spec.name()
                    + "\", whose task is " + kinds(goals)
                    + ", expected a classification; leave them out");
        }
        goals.requireFit(spec);
        return new ServedTasks(spec, goals);
    }

    private static Goals labelled(Checkpoint checkpoint, List<String> labels) {
        ModelSpec spec = checkpoint.spec();
        if (spec.shape(spec.outputs().get(0)).isMap()) {
            throw new UserInputException("model \"" + spec.name() + "\" gives a map of "
                    + spec.shape(spec.outputs().get(0)) + ", expected a vector of classes to export; end it with "
                    + "globalAvgPool() or flatten()");
        }
        if (labels.size() != spec.classes()) {
            throw new UserInputException("there are " + labels.size() + " labels, expected " + spec.classes()
                    + " as the model has classes; name one for each, in their order");
        }
        return labels.equals(checkpoint.labels())
                ? checkpoint.goals()
                : checkpoint.goals().map(task -> Task.classification(labels));
    }

    private static String kinds(Goals goals) {
        return goals.goals().stream().map(goal -> goal.task().kind()).collect(Collectors.joining(" and "));
    }

    /** The tasks by their kinds, such as "classification and regression". */
    String kinds() {
        return kinds(goals);
    }

    /** Whether a single class is all that is answered. */
    static boolean isClassifier(Goals goals) {
        return goals.goals().size() == 1 && goals.goals().get(0).task().base() instanceof Classification;
    }

    boolean isClassifier() {
        return isClassifier(goals);
    }

    /** The names of the only task's classes or tags; empty where it has none, or there are several tasks. */
    List<String> labels() {
        if (goals.goals().size() > 1) {
            return List.of();
        }
        Target target = target(goals.goals().get(0));
        return LABELLED.contains(target.kind()) ? target.names() : List.of();
    }

    /** The goals as {@link GoalSettings} writes them, each with its target, so that readers need not know its task. */
    ArrayNode json() {
        ArrayNode tasks = MAPPER.valueToTree(GoalSettings.write(goals));
        for (int i = 0; i < tasks.size(); i++) {
            Target target = target(goals.goals().get(i));
            ObjectNode written = ((ObjectNode) tasks.get(i)).putObject("target");
            written.put("kind", Ascii.toLowerCase(target.kind().name()));
            target.names().forEach(written.putArray("names")::add);
        }
        return tasks;
    }

    private Target target(Goal goal) {
        return goal.task().target(spec, goal.output());
    }
}
