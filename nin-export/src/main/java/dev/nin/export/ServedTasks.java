// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import dev.nin.InvalidSettingException;
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
 * The tasks of an exported model.
 *
 * @param spec the model
 * @param goals the tasks that it has learned, with a classifier's labels as served
 */
record ServedTasks(ModelSpec spec, Goals goals) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<Target.Kind> LABELLED = EnumSet.of(Target.Kind.CLASS, Target.Kind.TAGS, Target.Kind.MASK);

    /**
     * Returns a checkpoint's tasks.
     *
     * @param labels new names for a classifier's classes; null to keep those of the checkpoint
     * @throws UserInputException if a task does not fit the model, or labels are given for a model that is not a
     *     classifier
     */
    static ServedTasks of(Checkpoint checkpoint, @Nullable List<String> labels) {
        ModelSpec spec = checkpoint.spec();
        Goals goals = checkpoint.goals();
        if (isClassifier(goals)) {
            return new ServedTasks(spec, labelled(checkpoint, labels == null ? checkpoint.labels() : labels));
        }
        if (labels != null) {
            throw new InvalidSettingException(
                    "labels",
                    "are given for the model \"" + spec.name()
                            + "\", whose task is " + kinds(goals)
                            + ", expected a classification; remove them");
        }
        goals.requireFit(spec);
        return new ServedTasks(spec, goals);
    }

    private static Goals labelled(Checkpoint checkpoint, List<String> labels) {
        ModelSpec spec = checkpoint.spec();
        if (spec.shape(spec.outputs().get(0)).isMap()) {
            throw new UserInputException("model \"" + spec.name() + "\" outputs a map of "
                    + spec.shape(spec.outputs().get(0)) + ", expected a vector of classes to export; end it with "
                    + "globalAvgPool() or flatten()");
        }
        if (labels.size() != spec.classes()) {
            throw new UserInputException("there are " + labels.size() + " labels, expected " + spec.classes()
                    + ", one per class of the model; list them in the order of the classes");
        }
        return labels.equals(checkpoint.labels())
                ? checkpoint.goals()
                : checkpoint.goals().map(task -> Task.classification(labels).calibrated(temperature(task)));
    }

    private static float temperature(Task classifier) {
        return ((Classification) classifier.base()).temperature();
    }

    private static String kinds(Goals goals) {
        return goals.goals().stream().map(goal -> goal.task().kind()).collect(Collectors.joining(" and "));
    }

    /** Returns the kinds of the tasks, such as "classification and regression". */
    String kinds() {
        return kinds(goals);
    }

    /** Returns whether the only task is a classification. */
    static boolean isClassifier(Goals goals) {
        return goals.goals().size() == 1 && goals.goals().get(0).task().base() instanceof Classification;
    }

    boolean isClassifier() {
        return isClassifier(goals);
    }

    /** Returns the names of the only task's classes or tags; empty if it has none, or if there are several tasks. */
    List<String> labels() {
        if (goals.goals().size() > 1) {
            return List.of();
        }
        Target target = target(goals.goals().get(0));
        return LABELLED.contains(target.kind()) ? target.names() : List.of();
    }

    /**
     * Returns the goals as {@link GoalSettings} writes them, each with its target, so that readers need not know its
     * task.
     */
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
