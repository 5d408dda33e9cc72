// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.metric.Metric;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.train.progress.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** A task with a custom loss and a custom metric. */
class OwnTaskTest {
    private static final Classification CLASSES = Task.classification(SmallTraining.FEW.classes());

    /** Custom losses, computed from the cross-entropies of classes. */
    private record Own(
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> ofCrossEntropies, Set<String> checkedOperations)
            implements Task {
        @Override
        public void requireFit(ModelSpec spec, String output) {
            CLASSES.requireFit(spec, output);
        }

        @Override
        public String kind() {
            return "own";
        }

        @Override
        public Target target(ModelSpec spec, String output) {
            return CLASSES.target(spec, output);
        }

        @Override
        public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
            return CLASSES.predictions(tf, output);
        }

        @Override
        public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
            return CLASSES.encoded(tf, targets);
        }

        @Override
        public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
            return ofCrossEntropies.apply(tf, CLASSES.losses(tf, output, encoded));
        }

        @Override
        public List<Metric> metrics() {
            return List.of(new Conviction());
        }
    }

    /** The mean probability of the true class. */
    private record Conviction() implements Metric {
        @Override
        public String name() {
            return "conviction";
        }

        @Override
        public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
            Operand<TFloat32> right = tf.math.mul(tf.nn.softmax(output), encoded);
            return tf.reduceSum(tf.reduceSum(right, tf.constant(1)), tf.constant(0), ReduceSum.keepDims(true));
        }

        @Override
        public double value(double[] sums, long examples) {
            return sums[0] / examples;
        }
    }

    /** The focal loss (Lin et al. 2017): the cross-entropy times (1 - probability)². */
    private static Operand<TFloat32> focal(Ops tf, Operand<TFloat32> crossEntropies) {
        Operand<TFloat32> probability = tf.math.exp(tf.math.neg(crossEntropies));
        return tf.math.mul(tf.math.squaredDifference(tf.constant(1f), probability), crossEntropies);
    }

    @Test
    void isLearnedAndMeasured() {
        List<EpochMetrics> epochs = new ArrayList<>();
        Checkpoint trained = Trainer.of(SmallTraining.MODEL, new Own(OwnTaskTest::focal, Set.of()))
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG.toBuilder().epochs(8).build())
                .listeners((metrics, checkpoint) -> epochs.add(metrics))
                .run();

        assertThat(trained.weights())
                .isNotEqualTo(SmallTraining.train(
                                SmallTraining.CONFIG.toBuilder().epochs(8).build())
                        .weights());
        EpochMetrics last = epochs.get(7);
        assertThat(last.test().loss()).isLessThan(epochs.get(0).test().loss() / 2);
        // It is a mean probability, so a value near 0.01 is unlikely.
        assertThat(last.test().value("conviction")).isBetween(0.3, 1.0);
        assertThat(last.test().value("conviction") * SmallTraining.FEW.size() % 1)
                .isNotZero();
    }

    @Test
    void isRefusedBeforeTheFirstStepWhereNobodyHasCheckedItsGradient() {
        BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> summed =
                (tf, losses) -> tf.math.cumsum(losses, tf.constant(0));

        assertThatThrownBy(() -> trainer(new Own(summed, Set.of())).run())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("(Cumsum) is not checked by any test of this library; use another layer or loss");
        assertThat(trainer(new Own(summed, Set.of("Cumsum"))).run().step()).isEqualTo(8);
    }

    private static Trainer trainer(Task task) {
        return Trainer.of(SmallTraining.MODEL, task)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG);
    }
}
