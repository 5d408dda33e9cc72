// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.ModelOperands;
import dev.nin.graph.layer.BatchPart;
import dev.nin.model.Input;
import dev.nin.train.batch.Batch;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.replica.Replica;
import dev.nin.train.replica.ReplicaInputs;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** The inputs of a training graph but for the targets: the images, which it augments, and the number of the step. */
final class StepInputs {
    private final Placeholder<TUint8> images;
    private final Placeholder<TInt64> drawStep;
    private final Optional<ReplicaInputs> replica;
    private final Augmentation changes;
    private final AugmentationEmitter augmentation;
    /** The share of each image in its mixture with another; empty without mix-up. */
    private final Optional<Operand<TFloat32>> share;

    private final Operand<TUint8> shown;

    StepInputs(Ops tf, Input input, TrainingConfig config, Replica replica) {
        images = tf.withName("input")
                .placeholder(
                        TUint8.class, Placeholder.shape(Shape.of(-1, input.height(), input.width(), input.channels())));
        drawStep = tf.withName("draw_step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.replica = ReplicaInputs.of(tf, replica);
        changes = config.augmentation();
        augmentation = new AugmentationEmitter(tf.withSubScope("augmentation"), config.seed(), drawStep, part());
        Operand<TUint8> changed = augmentation.emit(images, changes);
        share = changes.mixUp() > 0 ? Optional.of(augmentation.mixedShare(changes.mixUp())) : Optional.empty();
        shown = share.isPresent() ? augmentation.mixed(changed, share.get()) : changed;
    }

    /** Returns the images as the model sees them. */
    Operand<TUint8> shown() {
        return shown;
    }

    /** Returns which images of a batch this replica has; empty for all. */
    Optional<BatchPart> part() {
        return replica.map(ReplicaInputs::part);
    }

    Optional<ReplicaInputs> replica() {
        return replica;
    }

    /** Changes masks (batch, height, width) as their images were changed. */
    Operand<TUint8> changedMasks(Operand<TUint8> masks) {
        return augmentation.emitMask(masks, changes);
    }

    /** Mixes encoded targets as their images were mixed. */
    Operand<TFloat32> mixed(Operand<TFloat32> targets) {
        return share.map(each -> augmentation.mixedValues(targets, each)).orElse(targets);
    }

    /**
     * Runs an action with a runner that is fed a batch's images and the number of the step.
     *
     * @param stepNumber steps taken before
     * @param wish whether this replica wants to pause after the step
     */
    <T> T run(
            Session session,
            Batch batch,
            ModelOperands model,
            long stepNumber,
            boolean wish,
            Function<Session.Runner, T> action) {
        try (TInt64 stepTensor = TInt64.scalarOf(stepNumber)) {
            Session.Runner runner = batch.feed(session.runner(), images, model)
                    .feed(drawStep, stepTensor)
                    .feed(model.step().orElseThrow(), stepTensor);
            if (replica.isEmpty()) {
                return action.apply(runner);
            }
            try (ReplicaInputs.Slice slice = ReplicaInputs.Slice.of(batch.slice(), wish)) {
                return action.apply(replica.get().feed(runner, slice));
            }
        }
    }
}
