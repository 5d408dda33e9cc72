// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * The exchange between the graphs of several replicas: in each step the gradients, the loss and the sums of the
 * metrics, weighted by the replicas' shares of the batch, and the moving statistics; at the start all variables.
 */
public final class GradientReducer {
    private final Ops tf;
    private final Replica replica;
    private final Operand<TFloat32> share;
    private final Operand<TFloat32> wish;
    private final AllReduce allReduce;
    private final List<Op> statistics = new ArrayList<>();
    private final List<Op> starts = new ArrayList<>();
    private final Placeholder<TFloat64> addend;
    private final Operand<TFloat64> total;

    /**
     * The loss and metric sums of a batch.
     *
     * @param loss mean loss, a scalar
     * @param sums the metrics' sums, (sums)
     * @param wishes number of replicas that want to pause, a scalar; empty for a single replica
     */
    public record Score(Operand<TFloat32> loss, Operand<TFloat32> sums, Optional<Operand<TFloat32>> wishes) {}

    /**
     * The combined result of all replicas.
     *
     * @param gradients the gradients of the whole batch's loss
     * @param score the score of the whole batch
     */
    public record Step(List<Operand<TFloat32>> gradients, Score score) {}

    public GradientReducer(Ops tf, Replica replica, ReplicaInputs inputs) {
        this.tf = tf;
        this.replica = replica;
        share = inputs.share();
        wish = inputs.wish();
        allReduce = new AllReduce(replica, 1);
        addend = tf.withName("addend").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1)));
        total = allReduce.sum(tf, addend);
    }

    /** Returns values times the replica's share of the batch. */
    public List<Operand<TFloat32>> weighted(List<Operand<TFloat32>> values) {
        List<Operand<TFloat32>> weighted = new ArrayList<>();
        values.forEach(value -> weighted.add(tf.math.mul(value, share)));
        return weighted;
    }

    /** Emits the whole batch's score from this replica's, for a step that exchanges no gradients. */
    public Score sum(Score part) {
        Operand<TFloat32> parts = tf.concat(List.of(vector(loss(part)), sums(part), vector(wish)), tf.constant(0));
        Operand<TFloat32> all = allReduce.sum(tf, parts);
        int count = count(part);
        return new Score(scalar(all, 0), slice(all, 1, count), Optional.of(scalar(all, count + 1)));
    }

    /**
     * Emits the sums of a step.
     *
     * @param gradients weighted gradients of the model's trainable variables, in the model's order
     * @param part this replica's score
     */
    public Step sum(List<Operand<TFloat32>> gradients, Score part, ModelOperands model) {
        List<ModelVariable> trainable = model.trainableVariables();
        List<AllReduce.Part> parts = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            parts.add(new AllReduce.Part(
                    gradients.get(i), trainable.get(i).parameter().dimensions()));
        }
        // The backward pass reaches the last layers first.
        Collections.reverse(parts);
        parts.add(new AllReduce.Part(loss(part), List.of()));
        parts.add(new AllReduce.Part(sums(part), List.of(count(part))));
        parts.add(new AllReduce.Part(wish, List.of()));
        List<ModelVariable> moving = model.variables().stream()
                .filter(variable -> !variable.parameter().trainable())
                .toList();
        Ops updated = tf.withControlDependencies(model.updates());
        moving.forEach(variable -> parts.add(new AllReduce.Part(
                updated.math.mul(variable.variable(), share),
                variable.parameter().dimensions())));
        List<Operand<TFloat32>> sums = allReduce.sums(tf, parts);
        for (int i = 0; i < moving.size(); i++) {
            statistics.add(tf.assign(moving.get(i).variable(), sums.get(trainable.size() + 3 + i)));
        }
        List<Operand<TFloat32>> whole = new ArrayList<>(sums.subList(0, trainable.size()));
        Collections.reverse(whole);
        int first = trainable.size();
        return new Step(whole, new Score(sums.get(first), sums.get(first + 1), Optional.of(sums.get(first + 2))));
    }

    /**
     * Returns the operations that set the moving statistics to their means over the replicas, in each step that changes
     * weights.
     */
    public List<Op> statistics() {
        return statistics;
    }

    /** Emits the operations that set every variable to the chief's value. */
    public void emitStart(List<ModelVariable> variables) {
        List<AllReduce.Part> parts = new ArrayList<>();
        for (ModelVariable variable : variables) {
            Operand<TFloat32> value =
                    replica.index() == 0 ? tf.identity(variable.variable()) : tf.zerosLike(variable.variable());
            parts.add(new AllReduce.Part(value, variable.parameter().dimensions()));
        }
        List<Operand<TFloat32>> chiefs = allReduce.sums(tf, parts);
        for (int i = 0; i < variables.size(); i++) {
            starts.add(tf.assign(variables.get(i).variable(), chiefs.get(i)));
        }
    }

    /** Sets every variable to the chief's value. */
    public void start(Session session) {
        Session.Runner runner = session.runner();
        starts.forEach(runner::addTarget);
        runner.run().close();
    }

    /** Returns the sums of numbers over all replicas, each of which passes the same count. */
    public double[] sum(Session session, double... values) {
        try (TFloat64 fed = TFloat64.tensorOf(StdArrays.ndCopyOf(values));
                Result result = session.runner().feed(addend, fed).fetch(total).run()) {
            double[] sums = new double[values.length];
            StdArrays.copyFrom((TFloat64) result.get(0), sums);
            return sums;
        }
    }

    private Operand<TFloat32> loss(Score part) {
        return tf.math.mul(part.loss(), share);
    }

    /** A replica whose slice is empty still computes one image, which does not count. */
    private Operand<TFloat32> sums(Score part) {
        return tf.math.mul(part.sums(), tf.math.ceil(share));
    }

    private static int count(Score part) {
        return Math.toIntExact(part.sums().shape().get(0));
    }

    private Operand<TFloat32> vector(Operand<TFloat32> scalar) {
        return tf.reshape(scalar, tf.constant(new int[] {1}));
    }

    private Operand<TFloat32> scalar(Operand<TFloat32> vector, int index) {
        return tf.squeeze(slice(vector, index, 1));
    }

    private Operand<TFloat32> slice(Operand<TFloat32> vector, int from, int count) {
        return tf.slice(vector, tf.constant(new int[] {from}), tf.constant(new int[] {count}));
    }
}
