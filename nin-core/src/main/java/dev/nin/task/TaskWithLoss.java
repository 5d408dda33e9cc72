// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** A task with a loss of the application. Files store only the loss's name. */
record TaskWithLoss(Task base, String name, LossFunction loss, Set<String> checkedOperations) implements Task {
    /** The setting added to those of the task. */
    static final String LOSS = "loss_of_application";

    TaskWithLoss {
        checkedOperations = Set.copyOf(checkedOperations);
    }

    /** Returns a file's task, which can predict and be evaluated by metrics, but not train. */
    static TaskWithLoss read(Task base, String name) {
        return new TaskWithLoss(base, name, lost("the loss \"" + name + "\""), Set.of());
    }

    /** Returns a placeholder for a loss whose code was in another process; it throws when used. */
    static LossFunction lost(String what) {
        return (tf, output, encoded) -> {
            throw new UserInputException(what
                    + " is code of the application that trained the model and is not stored in files, expected the task"
                    + " itself; pass it to Trainer.of(spec, task)");
        };
    }

    /** Emits one loss per example from a loss of any shape. */
    static Operand<TFloat32> ofExamples(Ops tf, Operand<TFloat32> losses, Operand<TFloat32> output) {
        int dimensions = losses.shape().numDimensions();
        if (dimensions < 0) {
            throw new IllegalArgumentException(
                    "the shape of the loss is not known before the graph runs, expected (batch),"
                            + " (batch, ...) or a scalar; set it with reshape");
        }
        if (dimensions == 0) {
            Operand<? extends TType> batch = output.asOutput();
            return tf.math.add(losses, tf.zeros(tf.shape.take(tf.shape(batch), tf.constant(1)), TFloat32.class));
        }
        return dimensions == 1 ? losses : Losses.mean(tf, losses);
    }

    @Override
    public String kind() {
        return base.kind();
    }

    @Override
    public TaskSettings settings() {
        return base.settings().with(LOSS, name);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        base.requireFit(spec, output);
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return base.target(spec, output);
    }

    @Override
    public Task fitted(Stream<float[]> targets) {
        return of(base.fitted(targets));
    }

    private Task of(Task newBase) {
        return new TaskWithLoss(newBase, name, loss, checkedOperations);
    }

    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return base.encoded(tf, targets);
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        return ofExamples(tf, loss.losses(tf, output, encoded), output);
    }

    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        return base.predictions(tf, output);
    }

    @Override
    public List<Metric> metrics() {
        return base.metrics();
    }

    @Override
    public Task measured(String... names) {
        return of(base.measured(names));
    }

    @Override
    public Task plain() {
        return of(base.plain());
    }
}
