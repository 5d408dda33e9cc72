// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.UserInputException;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.SubScope;
import dev.nin.metric.Measures;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import dev.nin.task.Target;
import dev.nin.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The tasks of a model, one for each of its outputs, whose weighted losses are added up. Immutable. A model with one
 * output has one task:
 *
 * <pre>{@code
 * Goals.of(spec, Task.classification(labels));
 * Goals.of(spec, Map.of("class", Task.classification(labels), "angle", Task.regression(List.of("angle"))))
 *         .weighted("angle", 0.5);
 * }</pre>
 *
 * @param goals one or more goals, in the order of the model's outputs
 */
public record Goals(List<Goal> goals) {
    /** @throws UserInputException if there is no goal, or an output has two */
    public Goals {
        goals = List.copyOf(goals);
        if (goals.isEmpty()) {
            throw new UserInputException("there is no task, expected one for each output of the model");
        }
        Set<String> outputs = new HashSet<>();
        for (Goal goal : goals) {
            if (!outputs.add(goal.output())) {
                throw new UserInputException(
                        "the output \"" + goal.output() + "\" has two tasks, expected one; remove one of them");
            }
        }
    }

    /**
     * Creates the goals of a model with one output.
     *
     * @param spec the model
     * @param task the task of the first output
     * @return the goals
     * @throws UserInputException if the task does not fit the output, or another output would have no task
     */
    public static Goals of(ModelSpec spec, Task task) {
        Goals goals = new Goals(List.of(new Goal(spec.outputs().get(0), task, 1)));
        goals.requireFit(spec);
        return goals;
    }

    /**
     * Creates the goals of a model with several outputs.
     *
     * @param spec the model
     * @param tasks the task of each output, by the output's name
     * @return the goals, each with weight 1
     * @throws UserInputException if a task does not fit its output, there is no such output, or an output would have no
     *     task
     */
    public static Goals of(ModelSpec spec, Map<String, ? extends Task> tasks) {
        for (String output : tasks.keySet()) {
            if (!spec.outputs().contains(output)) {
                throw new UserInputException("the model \"" + spec.name() + "\" has no output \"" + output
                        + "\", expected one of " + spec.outputs());
            }
        }
        List<Goal> goals = new ArrayList<>();
        for (String output : spec.outputs()) {
            Task task = tasks.get(output);
            if (task != null) {
                goals.add(new Goal(output, task, 1));
            }
        }
        Goals all = new Goals(goals);
        all.requireFit(spec);
        return all;
    }

    /**
     * Returns these goals with another weight for one of them.
     *
     * @param output the output's name
     * @param weight the factor on its loss, above 0
     * @return new goals
     * @throws UserInputException if there is no such output, or the weight is not above 0
     */
    public Goals weighted(String output, double weight) {
        if (goals.stream().noneMatch(goal -> goal.output().equals(output))) {
            throw new UserInputException("there is no task for the output \"" + output + "\", expected one of "
                    + goals.stream().map(Goal::output).toList());
        }
        return new Goals(goals.stream()
                .map(goal -> goal.output().equals(output) ? new Goal(output, goal.task(), weight) : goal)
                .toList());
    }

    /**
     * Throws if a model cannot learn these goals.
     *
     * @param spec the model
     * @throws UserInputException if a task does not fit its output, or parameters lead to no output with a task
     */
    public void requireFit(ModelSpec spec) {
        goals.forEach(goal -> goal.requireFit(spec));
        Reached.requireOutputs(spec, goals.stream().map(Goal::output).collect(Collectors.toSet()));
    }

    /**
     * Returns the target of each task, which datasets must have.
     *
     * @param spec the model
     * @return the targets in order, named after the outputs if there are several
     */
    public List<Target> targets(ModelSpec spec) {
        return goals.stream()
                .map(goal -> {
                    Target target = goal.task().target(spec, goal.output());
                    return goals.size() == 1 ? target : target.named(goal.output());
                })
                .toList();
    }

    /**
     * Returns these goals with their tasks replaced.
     *
     * @param change returns the replacement of a task
     * @return new goals
     */
    public Goals map(UnaryOperator<Task> change) {
        return new Goals(goals.stream()
                .map(goal -> new Goal(goal.output(), change.apply(goal.task()), goal.weight()))
                .toList());
    }

    /**
     * Returns the goals used for evaluation.
     *
     * @return these goals with each task replaced by its {@link Task#plain}
     */
    public Goals plain() {
        return map(Task::plain);
    }

    /**
     * Returns the metrics of all tasks, prefixed with the outputs' names if there are several.
     *
     * @return the metrics in the order of the tasks
     */
    public List<Metric> metrics() {
        return goals.stream()
                .flatMap(goal -> goal.task().metrics().stream().map(metric -> named(goal, metric)))
                .toList();
    }

    private Metric named(Goal goal, Metric metric) {
        return goals.size() == 1 ? metric : new OutputMetric(goal.output(), metric);
    }

    /**
     * Returns the operation types in the losses whose gradients the tasks' authors have checked.
     *
     * @return the types of all tasks
     */
    public Set<String> checkedOperations() {
        return goals.stream()
                .flatMap(goal -> goal.task().checkedOperations().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Emits the weighted sum of the tasks' losses.
     *
     * @param tf where to add the operations
     * @param model the model's outputs
     * @param encoded the result of {@link Task#encoded} for each task, possibly mixed
     * @return (batch)
     */
    public Operand<TFloat32> losses(Ops tf, ModelOperands model, List<Operand<TFloat32>> encoded) {
        List<Operand<TFloat32>> losses = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            Goal goal = goals.get(i);
            Operand<TFloat32> each = goal.task().losses(tf, model.node(goal.output()), encoded.get(i));
            losses.add(goal.weight() == 1 ? each : tf.math.mul(each, tf.constant((float) goal.weight())));
        }
        return losses.size() == 1 ? losses.get(0) : tf.math.addN(losses);
    }

    /**
     * Emits the model's predictions, prefixed with its outputs' names if there are several.
     *
     * @param tf where to add the operations
     * @param model the model's outputs
     * @return the predictions by the names that clients use, (batch, ...)
     */
    public Map<String, Operand<? extends TType>> predictions(Ops tf, ModelOperands model) {
        Map<String, Operand<? extends TType>> all = new LinkedHashMap<>();
        for (Goal goal : goals) {
            boolean isOnly = goals.size() == 1;
            Ops own = isOnly ? tf : tf.withSubScope(SubScope.ofNode(goal.output()) + "_answers");
            goal.task()
                    .predictions(own, model.node(goal.output()))
                    .forEach((name, value) -> all.put(isOnly ? name : goal.output() + "_" + name, value));
        }
        return all;
    }

    /**
     * Emits the sums of the tasks' metrics.
     *
     * @param tf where to add the operations
     * @param model the model's outputs
     * @param encoded the result of {@link Task#encoded} for each task, not mixed
     * @return the sums of all metrics; a single 0 if there are no metrics
     */
    public Measures measures(Ops tf, ModelOperands model, List<Operand<TFloat32>> encoded) {
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            Goal goal = goals.get(i);
            for (Metric metric : goal.task().metrics()) {
                sums.add(metric.sums(tf, model.node(goal.output()), encoded.get(i)));
            }
        }
        List<Integer> sizes =
                sums.stream().map(each -> Math.toIntExact(each.shape().get(0))).toList();
        if (sums.isEmpty()) {
            return new Measures(tf.constant(new float[] {0}), List.of(), List.of());
        }
        Operand<TFloat32> all = sums.size() == 1 ? sums.get(0) : tf.concat(sums, tf.constant(0));
        return new Measures(all, metrics(), sizes);
    }
}
