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
import org.tensorflow.framework.losses.Loss;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A learning task: the target of each example, the loss, the predictions and the metrics. Immutable; training,
 * evaluation, checkpoints, reports and exports use the same object.
 *
 * <p>Targets come as a dataset stores them; {@link #encoded} converts them to the values that losses compare an output
 * with. These values are also what is mixed when two examples are mixed.
 */
public interface Task {
    /**
     * Creates a classification task: one class per image, learned with the cross-entropy of the logits.
     *
     * @param labels the names of the classes in order
     * @return the task, without smoothing and weights
     * @throws UserInputException if the list is empty
     */
    static Classification classification(List<String> labels) {
        return new Classification(labels, 0, List.of(), 0, 1, Classification.METRICS);
    }

    /**
     * Creates a multi-label task: any number of tags per image, learned with the sigmoid cross-entropy of the logits,
     * averaged over the tags.
     *
     * @param tags the names of the tags in order
     * @return the task, all of whose tags count equally
     * @throws UserInputException if the list is empty
     */
    static MultiLabel multiLabel(List<String> tags) {
        return new MultiLabel(tags, List.of(), MultiLabel.METRICS);
    }

    /**
     * Creates a regression task: one or more numbers per image, learned with the mean squared error.
     *
     * @param names the names of the numbers in order
     * @return the task, in the numbers' original units
     * @throws UserInputException if the list is empty
     */
    static Regression regression(List<String> names) {
        return new Regression(names, Regression.Loss.SQUARED, 1, TargetScale.NONE, Regression.METRICS);
    }

    /**
     * Creates a segmentation task: a class for each pixel, learned with the cross-entropy of the logits, averaged over
     * the pixels.
     *
     * @param classes the names of the classes in the order of their numbers in masks
     * @return the task, all of whose classes are learned
     * @throws UserInputException if there are fewer than 2 classes, or more than 255, the limit of a mask's bytes
     */
    static Segmentation segmentation(List<String> classes) {
        return new Segmentation(classes, List.of(), Segmentation.Loss.CROSS_ENTROPY, Segmentation.METRICS);
    }

    /**
     * Creates a reconstruction task: the image itself, learned with the mean squared error of its values.
     *
     * @return the task
     */
    static Reconstruction reconstruction() {
        return new Reconstruction(Reconstruction.Loss.SQUARED, Reconstruction.METRICS);
    }

    /**
     * Creates a custom task:
     *
     * <pre>{@code
     * Task.custom(Target.ofValues(List.of("x", "y")), (tf, output, encoded) -> tf.math.abs(tf.math.sub(output, encoded)))
     *         .measured(Metrics.meanAbsoluteError());
     * }</pre>
     *
     * @param target the target that datasets must have
     * @param loss the loss to minimize
     * @return the task, which returns the model's output unchanged
     */
    static CustomTask custom(Target target, LossFunction loss) {
        return new CustomTask(target, loss, List.of(), Set.of(), CustomTask.RAW);
    }

    /**
     * Returns the name of this kind of task in files.
     *
     * @return a name such as classification; that of a {@link TaskKind} if checkpoints are to be read
     */
    String kind();

    /**
     * Returns the settings that a checkpoint stores for {@link TaskKind#read}.
     *
     * @return no settings unless overridden
     */
    default TaskSettings settings() {
        return TaskSettings.NONE;
    }

    /**
     * Throws if an output does not fit this task.
     *
     * @param spec the model
     * @param output the name of one of its outputs
     * @throws UserInputException if the output does not fit
     */
    void requireFit(ModelSpec spec, String output);

    /**
     * Returns the target that datasets must have.
     *
     * @param spec the model
     * @param output the name of an output that fits
     * @return the target of one output
     */
    Target target(ModelSpec spec, String output);

    /**
     * Returns this task fitted to the targets of the training examples, for instance with their mean.
     *
     * @param targets the values of each training example's target
     * @return this unless overridden
     */
    default Task fitted(Stream<float[]> targets) {
        return this;
    }

    /**
     * Emits the values that losses and metrics compare an output with.
     *
     * @param tf where to add the operations
     * @param targets one for each example, (batch, ...), of the type of {@link #target}
     * @return values of the output's shape, (batch, ...)
     */
    Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets);

    /**
     * Emits the loss of each example.
     *
     * @param tf where to add the operations
     * @param output the model's output, (batch, ...)
     * @param encoded the result of {@link #encoded}, possibly mixed
     * @return the losses, (batch)
     */
    Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * Emits the predictions, which are the outputs of an exported model's signature.
     *
     * @param tf where to add the operations
     * @param output the model's output, (batch, ...)
     * @return the predictions by the names that clients use, (batch, ...)
     */
    Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output);

    /**
     * Returns the metrics to report besides the loss.
     *
     * @return the metrics; the first determines the best epoch, or the loss if there are none
     */
    List<Metric> metrics();

    /**
     * Returns this task with other metrics, chosen by name from those that its kind knows.
     *
     * @param names the metrics' names; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names; always unless overridden
     */
    default Task measured(String... names) {
        throw new UserInputException(
                kind() + " has no named metrics, expected none; remove " + String.join(", ", names));
    }

    /**
     * Returns this task with another loss, which takes the output that this task requires, such as logits. A checkpoint
     * does not store the loss: a task read from it can predict, but no longer train.
     *
     * @param loss the loss to minimize in training and report in evaluation
     * @param checkedOperations operation types in it whose gradients the author has checked
     * @return a new task
     */
    default Task withLoss(LossFunction loss, String... checkedOperations) {
        return new TaskWithLoss(this, "own", loss, Set.of(checkedOperations));
    }

    /**
     * Returns this task with a loss of tensorflow-framework, which takes the output that this task requires: for
     * logits, create it with {@code fromLogits}. Its reduction is kept. With {@code Reduction.NONE} each example has
     * its own loss; otherwise each has the loss of the whole batch, so that the mean that training minimizes equals the
     * batch's loss.
     *
     * @param loss the loss to minimize in training and report in evaluation
     * @param checkedOperations operation types in it whose gradients the author has checked
     * @return a new task
     */
    default Task withLoss(Loss loss, String... checkedOperations) {
        // It takes the targets first and the examples' weights last; there are none.
        return new TaskWithLoss(
                this,
                loss.getClass().getSimpleName(),
                (tf, output, encoded) -> loss.call(tf, encoded, output, null),
                Set.of(checkedOperations));
    }

    /**
     * Returns the operation types in the losses whose gradients this task's author has checked.
     *
     * @return the types for {@link dev.nin.graph.GradientAudit#check}; none by default
     */
    default Set<String> checkedOperations() {
        return Set.of();
    }

    /**
     * Returns the task whose targets, predictions and metrics this one uses: another task if only the loss differs.
     *
     * @return this by default
     */
    default Task base() {
        return this;
    }

    /**
     * Returns the task used for evaluation, without settings that only concern training, such as label smoothing.
     *
     * @return this by default
     */
    default Task plain() {
        return this;
    }
}
