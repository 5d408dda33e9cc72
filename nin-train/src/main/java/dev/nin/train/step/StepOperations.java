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
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The operations that a step runs after the forward pass.
 *
 * @param uphill the operations that a sharpness-aware step runs before all others; none otherwise
 * @param updates the operations of a step that changes the weights
 * @param sums the operations of a step that only accumulates gradients
 * @param gradients the gradients of the loss, one for each trainable variable
 * @param slots the optimizer's state
 * @param average the weights' moving average; empty if it is off
 * @param score the score of the whole batch, in a step that changes the weights
 */
record StepOperations(
        List<Op> uphill,
        List<Op> updates,
        List<Op> sums,
        List<Operand<TFloat32>> gradients,
        List<ModelVariable> slots,
        Optional<WeightAverage> average,
        GradientReducer.Score score) {
    StepOperations {
        uphill = List.copyOf(uphill);
        updates = List.copyOf(updates);
        sums = List.copyOf(sums);
        gradients = List.copyOf(gradients);
        slots = List.copyOf(slots);
    }

    /**
     * Emits the operations.
     *
     * @param gradients the gradients of the loss, one for each trainable variable
     * @param rate the step's learning rate, a scalar
     * @param exchange the connection to other replicas; empty for a process that trains by itself
     * @param score the score of the images that are fed
     */
    static StepOperations emit(
            Ops tf,
            TrainingConfig config,
            ModelOperands model,
            List<Operand<TFloat32>> gradients,
            Operand<TFloat32> rate,
            Optional<GradientReducer> exchange,
            GradientReducer.Score score) {
        Operand<TInt64> step = model.step().orElseThrow();
        Operand<TInt64> changes =
                config.accumulation() == 1 ? step : tf.math.floorDiv(step, tf.constant((long) config.accumulation()));
        Slots slots = new Slots(tf);
        GradientEmitter emitter = new GradientEmitter(tf, config, model, exchange);
        UphillMove move = UphillMove.emit(
                tf.withSubScope("uphill"), model.trainableVariables(), gradients, config.sharpnessRadius());
        GradientReducer.Step emitted = emitter.emit(gradients, score, slots, move.returns());
        List<Op> applied = new OptimizerEmitter(tf, config, rate, changes, slots)
                .apply(model.trainableVariables(), emitted.gradients(), move.returns());
        List<Op> updates = new ArrayList<>(applied);
        updates.addAll(emitter.resets(applied));
        updates.addAll(model.updates());
        List<Op> sums = new ArrayList<>(emitter.sums());
        sums.addAll(model.updates());
        sums.addAll(move.returns());
        Optional<WeightAverage> average = config.averageDecay() > 0
                ? Optional.of(new WeightAverage(
                        tf.withSubScope("average"),
                        model.trainableVariables(),
                        config.averageDecay(),
                        changes,
                        applied))
                : Optional.empty();
        average.ifPresent(each -> updates.addAll(each.updates()));
        exchange.ifPresent(each -> {
            updates.addAll(each.statistics());
            List<ModelVariable> all = new ArrayList<>(model.variables());
            all.addAll(slots.all());
            average.ifPresent(averaged -> all.addAll(averaged.variables()));
            each.emitStart(all);
        });
        return new StepOperations(move.moves(), updates, sums, gradients, slots.all(), average, emitted.score());
    }
}
