// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.optimizer.Slots;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.replica.GradientReducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Emits the gradients of a loss for the optimizer: accumulated over steps, clipped, with weight decay. */
final class GradientEmitter {
    private final Ops tf;
    private final TrainingConfig config;
    private final ModelOperands model;
    private final List<ModelVariable> variables;
    private final Optional<GradientReducer> exchange;
    private final List<Op> sums = new ArrayList<>();
    private final List<Variable<TFloat32>> collected = new ArrayList<>();

    /** @param exchange the connection to other replicas; empty for a process that trains by itself */
    GradientEmitter(Ops tf, TrainingConfig config, ModelOperands model, Optional<GradientReducer> exchange) {
        this.tf = tf;
        this.config = config;
        this.model = model;
        this.exchange = exchange;
        variables = model.trainableVariables();
    }

    /**
     * Emits gradients for the optimizer.
     *
     * @param ofLoss the gradients of the loss alone, one for each trainable variable
     * @param score the score of the images that are fed
     * @param before what happens before weight decay reads the weights
     * @return one gradient for each trainable variable, and the score of the whole batch
     */
    GradientReducer.Step emit(
            List<Operand<TFloat32>> ofLoss, GradientReducer.Score score, Slots slots, List<Op> before) {
        List<Operand<TFloat32>> gradients = new ArrayList<>(ofLoss);
        GradientReducer.Score whole = score;
        if (exchange.isPresent()) {
            gradients = exchange.get().weighted(gradients);
        }
        if (config.accumulation() > 1) {
            gradients = accumulated(gradients, slots);
        }
        if (exchange.isPresent()) {
            GradientReducer.Step step = exchange.get().sum(gradients, score, model);
            gradients = step.gradients();
            whole = step.score();
        }
        if (Float.isFinite(config.clipNorm())) {
            gradients = clipped(tf.withSubScope("clip"), gradients, config.clipNorm());
        }
        boolean joins = config.weightDecay() > 0 && !config.optimizer().decouplesDecay();
        Ops decaying = before.isEmpty() ? tf : tf.withControlDependencies(before);
        for (int i = 0; joins && i < variables.size(); i++) {
            ModelVariable variable = variables.get(i);
            if (variable.parameter().decays()) {
                Operand<TFloat32> decay = decaying.math.mul(variable.variable(), tf.constant(config.weightDecay()));
                gradients.set(i, tf.math.add(gradients.get(i), decay));
            }
        }
        return new GradientReducer.Step(gradients, whole);
    }

    /** Returns the operations of a step that only adds its gradients to those of the steps before. */
    List<Op> sums() {
        return sums;
    }

    /** Returns the operations that reset the sums after the step that applied them. */
    List<Op> resets(List<Op> previous) {
        Ops last = tf.withControlDependencies(previous);
        List<Op> resets = new ArrayList<>();
        collected.forEach(sum -> resets.add(last.assign(sum, last.zerosLike(sum))));
        return resets;
    }

    private List<Operand<TFloat32>> accumulated(List<Operand<TFloat32>> gradients, Slots slots) {
        Operand<TFloat32> share = tf.constant(1f / config.accumulation());
        List<Operand<TFloat32>> totals = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Variable<TFloat32> sum = slots.add(variables.get(i), "gradient_sum");
            Operand<TFloat32> part = tf.math.mul(gradients.get(i), share);
            collected.add(sum);
            sums.add(tf.assignAdd(sum, part));
            totals.add(tf.math.add(sum, part));
        }
        return totals;
    }

    private static List<Operand<TFloat32>> clipped(Ops tf, List<Operand<TFloat32>> gradients, float greatest) {
        Operand<TFloat32> norm = norm(tf, gradients);
        Operand<TFloat32> limit = tf.constant(greatest);
        Operand<TFloat32> factor = tf.math.div(limit, tf.math.maximum(norm, limit));
        List<Operand<TFloat32>> clipped = new ArrayList<>();
        gradients.forEach(gradient -> clipped.add(tf.math.mul(gradient, factor)));
        return clipped;
    }

    /** Emits the norm of all gradients together, a scalar. */
    static Operand<TFloat32> norm(Ops tf, List<Operand<TFloat32>> gradients) {
        List<Operand<TFloat32>> halfSquares = new ArrayList<>();
        gradients.forEach(gradient -> halfSquares.add(tf.nn.l2Loss(gradient)));
        return tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
    }
}
