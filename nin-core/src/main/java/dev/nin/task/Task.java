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
 * What a model learns of each example, by which loss, what it answers and what it is measured by. Immutable; one object
 * says it for training, evaluation, checkpoints, reports and exports alike.
 *
 * <p>Targets come as a dataset has them; {@link #encoded} makes of them what losses compare an output with, which is
 * also what mixing two examples mixes.
 */
public interface Task {
    /**
     * Classification: one class an image, by the cross-entropy of its logits.
     *
     * @param labels the names of the classes in order
     * @return the task, without smoothing and weights
     * @throws UserInputException if there is none
     */
    static Classification classification(List<String> labels) {
        return new Classification(labels, 0, List.of(), 0, Classification.METRICS);
    }

    /**
     * Several labels: any number of tags an image, by the mean over tags of the cross-entropy of each logit's sigmoid.
     *
     * @param tags the names of the tags in order
     * @return the task, all of whose tags count alike
     * @throws UserInputException if there is none
     */
    static MultiLabel multiLabel(List<String> tags) {
        return new MultiLabel(tags, List.of(), MultiLabel.METRICS);
    }

    /**
     * Regression: some numbers an image, by the mean over them of the squared error.
     *
     * @param names what the numbers are, in order
     * @return the task, in the numbers' own units
     * @throws UserInputException if there is none
     */
    static Regression regression(List<String> names) {
        return new Regression(names, Regression.Loss.SQUARED, 1, TargetScale.NONE, Regression.METRICS);
    }

    /**
     * Segmentation: a class for each pixel, by the mean over pixels of the cross-entropy of their logits.
     *
     * @param classes the names of the classes in the order of their numbers in masks
     * @return the task, all of whose classes are learnt
     * @throws UserInputException if there are fewer than 2, or more than a mask's bytes can tell
     */
    static Segmentation segmentation(List<String> classes) {
        return new Segmentation(classes, List.of(), Segmentation.Loss.CROSS_ENTROPY, Segmentation.METRICS);
    }

    /**
     * Reconstruction: the image itself, by the mean over its values of the squared error.
     *
     * @return the task
     */
    static Reconstruction reconstruction() {
        return new Reconstruction(Reconstruction.Loss.SQUARED, Reconstruction.METRICS);
    }

    /**
     * A task of one's own:
     *
     * <pre>{@code
     * Task.custom(Target.ofValues(List.of("x", "y")), (tf, output, encoded) -> tf.math.abs(tf.math.sub(output, encoded)))
     *         .measured(Metrics.meanAbsoluteError());
     * }</pre>
     *
     * @param target what is to be known of each example
     * @param loss what is minimized
     * @return the task, which answers the model's output as it is
     */
    static CustomTask custom(Target target, LossFunction loss) {
        return new CustomTask(target, loss, List.of(), Set.of(), CustomTask.RAW);
    }

    /**
     * What files call this kind of task.
     *
     * @return such as classification; the name of a {@link TaskKind}, where checkpoints are to be read
     */
    String kind();

    /**
     * What a checkpoint keeps of this, for {@link TaskKind#read}.
     *
     * @return nothing unless overridden
     */
    default TaskSettings settings() {
        return TaskSettings.NONE;
    }

    /**
     * Refuses an output that this cannot be learnt with.
     *
     * @param spec the model
     * @param output the name of one of its outputs
     * @throws UserInputException if the output does not fit
     */
    void requireFit(ModelSpec spec, String output);

    /**
     * What is to be known of each example.
     *
     * @param spec the model
     * @param output the name of one of its outputs, which fits
     * @return the target that datasets must have
     */
    Target target(ModelSpec spec, String output);

    /**
     * The task once the targets of the training examples are known, such as with their mean.
     *
     * @param targets gives, each time it is asked, the numbers of each training example's target
     * @return this unless overridden
     */
    default Task fitted(Stream<float[]> targets) {
        return this;
    }

    /**
     * Emits what losses and metrics compare an output with.
     *
     * @param tf where to
     * @param targets one for each example, (batch, ...), of the type of {@link #target}
     * @return values of the output's shape, (batch, ...)
     */
    Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets);

    /**
     * Emits the loss of each example.
     *
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @param encoded what {@link #encoded} gave, possibly mixed
     * @return (batch)
     */
    Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded);

    /**
     * Emits what the model answers: the outputs of an exported model's signature.
     *
     * @param tf where to
     * @param output the model's output, (batch, ...)
     * @return answers by the names that clients ask for, the batch first
     */
    Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output);

    /**
     * What a model is measured by, beside its loss.
     *
     * @return the first chooses the best epoch; the loss does where there is none
     */
    List<Metric> metrics();

    /**
     * The same task, measured by others of the metrics that its kind has by name.
     *
     * @param names the metrics' names; the first chooses the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of a name; always unless overridden
     */
    default Task measured(String... names) {
        throw new UserInputException(
                kind() + " has no metrics by name, expected none; leave out " + String.join(", ", names));
    }

    /**
     * The same task by another loss, of the output that this task asks for: of logits where it does. A checkpoint keeps
     * the loss's absence: what is read from it answers but learns no more.
     *
     * @param loss what is minimized, in training and in evaluation
     * @param checkedOperations types of operations in it whose gradient the author has checked
     * @return a new task
     */
    default Task withLoss(LossFunction loss, String... checkedOperations) {
        return new TaskWithLoss(this, "own", loss, Set.of(checkedOperations));
    }

    /**
     * The same task by a loss of tensorflow-framework, of the output that this task asks for: one of logits is to be
     * made {@code fromLogits}. Its reduction stays its own. With {@code Reduction.NONE} each example has its loss;
     * otherwise each has the loss of its whole batch, so that the mean which training minimizes is that very number.
     *
     * @param loss what is minimized, in training and in evaluation
     * @param checkedOperations types of operations in it whose gradient the author has checked
     * @return a new task
     */
    default Task withLoss(Loss loss, String... checkedOperations) {
        // It takes what is right first, and weights of examples last, of which there are none.
        return new TaskWithLoss(
                this,
                loss.getClass().getSimpleName(),
                (tf, output, encoded) -> loss.call(tf, encoded, output, null),
                Set.of(checkedOperations));
    }

    /**
     * Types of operations in the losses whose gradient this task's author has checked.
     *
     * @return for {@link dev.nin.graph.GradientAudit#check}; none by default
     */
    default Set<String> checkedOperations() {
        return Set.of();
    }

    /**
     * The task whose targets, answers and metrics this has: another one where only the loss is another.
     *
     * @return this by default
     */
    default Task base() {
        return this;
    }

    /**
     * The task as it is evaluated: without what only training wants, such as the smoothing of labels.
     *
     * @return this by default
     */
    default Task plain() {
        return this;
    }
}
