// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.model.ModelSpec;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** The inputs of a graph for a batch's targets: a placeholder for each task, except tasks whose target is the image. */
public final class TargetInputs {
    private final List<Target> wanted;
    private final List<Operand<? extends TNumber>> fed;
    private final List<Operand<TFloat32>> encoded;

    private TargetInputs(List<Target> wanted, List<Operand<? extends TNumber>> fed, List<Operand<TFloat32>> encoded) {
        this.wanted = wanted;
        this.fed = fed;
        this.encoded = encoded;
    }

    /**
     * Emits the placeholders and the encoded targets.
     *
     * @param images the images as the model sees them
     * @param change applies the images' augmentation to masks
     */
    public static TargetInputs emit(
            Ops tf,
            ModelSpec spec,
            Goals goals,
            Operand<? extends TNumber> images,
            UnaryOperator<Operand<TUint8>> change) {
        List<Target> wanted = goals.targets(spec);
        List<Operand<? extends TNumber>> fed = new ArrayList<>();
        List<Operand<TFloat32>> encoded = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Goal goal = goals.goals().get(i);
            Operand<? extends TNumber> each = placeholder(tf, wanted.get(i), images);
            fed.add(each);
            encoded.add(goal.task().encoded(tf, changed(wanted.get(i), each, change)));
        }
        return new TargetInputs(wanted, fed, encoded);
    }

    private static Operand<? extends TNumber> placeholder(Ops tf, Target target, Operand<? extends TNumber> images) {
        Placeholder.Options shape = Placeholder.shape(TargetTensors.shape(-1, target));
        return switch (target.kind()) {
            case CLASS -> tf.withName("labels").placeholder(TInt32.class, shape);
            case VALUES, TAGS -> tf.withName("targets").placeholder(TFloat32.class, shape);
            case MASK -> tf.withName("masks").placeholder(TUint8.class, shape);
            case IMAGE -> images;
        };
    }

    private static Operand<? extends TNumber> changed(
            Target target, Operand<? extends TNumber> fed, UnaryOperator<Operand<TUint8>> change) {
        if (target.kind() != Kind.MASK) {
            return fed;
        }
        @SuppressWarnings("unchecked") // placeholder() creates it for a mask.
        Operand<TUint8> mask = (Operand<TUint8>) fed;
        return change.apply(mask);
    }

    /** Returns the encoded targets that losses and metrics compare the outputs with, for each task. */
    public List<Operand<TFloat32>> encoded() {
        return encoded;
    }

    /** Feeds a batch's targets. */
    public Session.Runner feed(Session.Runner runner, Batch batch) {
        Session.Runner feeding = runner;
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).kind() != Kind.IMAGE) {
                feeding = feeding.feed(
                        fed.get(i),
                        batch.targets()
                                .of(TargetMatch.of(wanted, i, batch.targets().specs())));
            }
        }
        return feeding;
    }
}
