// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A custom task with any target and any loss. By default it returns the model's output as {@code values}. Code is not
 * stored in a checkpoint: a task read from one can predict, but no longer train.
 *
 * @param target the target that datasets must have
 * @param loss what is minimized
 * @param metrics the metrics to report; none by default, so that the loss determines the best epoch
 * @param checkedOperations operation types in the loss whose gradients the author has checked; none by default
 * @param answers the predictions by name
 */
public record CustomTask(
        Target target,
        LossFunction loss,
        List<Metric> metrics,
        Set<String> checkedOperations,
        Map<String, Answer> answers)
        implements Task {
    /** Emits a prediction, (batch, ...), from the model's output. */
    @FunctionalInterface
    public interface Answer extends BiFunction<Ops, Operand<TFloat32>, Operand<? extends TType>> {}

    static final String KIND = "custom";

    static final Map<String, Answer> RAW =
            Map.of("values", (tf, output) -> tf.withName("values").identity(output));

    private static final String TARGET = "target";
    private static final String STORED = "stored";
    private static final String DIMENSIONS = "dimensions";
    private static final String NAMES = "names";

    /** Copies the collections. */
    public CustomTask {
        metrics = List.copyOf(metrics);
        checkedOperations = Set.copyOf(checkedOperations);
        answers = ImmutableMap.copyOf(answers);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics of the output and the encoded targets; the first determines the best epoch
     * @return a new task
     */
    public CustomTask measured(Metric... newMetrics) {
        return new CustomTask(target, loss, List.of(newMetrics), checkedOperations, answers);
    }

    /**
     * Returns this task with operation types in its loss that the author has checked.
     *
     * @param operations types whose gradients are correct, such as Cumsum
     * @return a new task
     */
    public CustomTask checked(String... operations) {
        return new CustomTask(target, loss, metrics, Set.of(operations), answers);
    }

    /**
     * Returns this task with other predictions.
     *
     * @param newAnswers emit the predictions, by the names that clients use
     * @return a new task
     */
    public CustomTask answering(Map<String, Answer> newAnswers) {
        return new CustomTask(target, loss, metrics, checkedOperations, newAnswers);
    }

    static CustomTask read(TaskSettings settings) {
        Target target = new Target(
                settings.text(TARGET),
                settings.constant(STORED, Target.Kind.class),
                settings.numbers(DIMENSIONS).stream().map(Float::intValue).toList(),
                settings.texts(NAMES));
        return Task.custom(target, TaskWithLoss.lost("the loss of the custom task"));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        return TaskSettings.NONE
                .with(TARGET, target.name())
                .with(STORED, Ascii.toLowerCase(target.kind().name()))
                .with(DIMENSIONS, target.dimensions())
                .with(NAMES, target.names());
    }

    /** Accepts any output; the loss decides whether it fits. */
    @Override
    public void requireFit(ModelSpec spec, String output) {}

    @Override
    public Target target(ModelSpec spec, String output) {
        return target;
    }

    /** Emits classes and masks one-hot, images as values from 0 to 1, and other numbers unchanged. */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return switch (target.kind()) {
            case CLASS, MASK ->
                tf.oneHot(targets, tf.constant(target.names().size()), tf.constant(1f), tf.constant(0f));
            case VALUES, TAGS -> tf.dtypes.cast(targets, TFloat32.class);
            case IMAGE -> Task.reconstruction().encoded(tf, targets);
        };
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        return TaskWithLoss.ofExamples(tf, loss.losses(tf, output, encoded), output);
    }

    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        Map<String, Operand<? extends TType>> predictions = new LinkedHashMap<>();
        answers.forEach((name, answer) -> predictions.put(name, answer.apply(tf, output)));
        return predictions;
    }
}
