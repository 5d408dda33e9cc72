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
 * A task of one's own: any target, by any loss. It answers the model's output as {@code values}. What is code does not
 * go into a checkpoint: a task read from one answers, but learns no more.
 *
 * @param target what is to be known of each example
 * @param loss what is minimized
 * @param metrics what it is measured by; nothing by default, so that the loss chooses the best epoch
 * @param checkedOperations types of operations in the loss whose gradient the author has checked; none by default
 * @param answers what it answers, by name
 */
public record CustomTask(
        Target target,
        LossFunction loss,
        List<Metric> metrics,
        Set<String> checkedOperations,
        Map<String, Answer> answers)
        implements Task {
    /** Emits something that the model answers, (batch, ...), from its output. */
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
     * The same task, measured by some metrics.
     *
     * @param newMetrics metrics of the output and of what is encoded; the first chooses the best epoch
     * @return a new task
     */
    public CustomTask measured(Metric... newMetrics) {
        return new CustomTask(target, loss, List.of(newMetrics), checkedOperations, answers);
    }

    /**
     * The same task, whose loss has operations that the author has checked.
     *
     * @param operations types whose gradient is right, such as Cumsum
     * @return a new task
     */
    public CustomTask checked(String... operations) {
        return new CustomTask(target, loss, metrics, Set.of(operations), answers);
    }

    /**
     * The same task with other answers.
     *
     * @param newAnswers emit what the model answers, by the names that clients ask for
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

    /** Any output fits that the loss takes. */
    @Override
    public void requireFit(ModelSpec spec, String output) {}

    @Override
    public Target target(ModelSpec spec, String output) {
        return target;
    }

    /** 1 for a class and 0 for all others, a pixel's too; an image from 0 to 1; other numbers as they are. */
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
