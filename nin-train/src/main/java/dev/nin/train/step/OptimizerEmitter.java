// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.ModelVariable;
import dev.nin.optimizer.LayerRates;
import dev.nin.optimizer.Optimizer;
import dev.nin.optimizer.Slots;
import dev.nin.optimizer.VariableUpdate;
import dev.nin.train.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Emits the operations that apply gradients, and the slots that hold the optimizer's state. */
final class OptimizerEmitter {
    private final Ops tf;
    private final Optimizer optimizer;
    private final float weightDecay;
    private final LayerRates layerRates;
    private final Operand<TFloat32> rate;
    private final Operand<TInt64> step;
    private final Slots slots;

    /**
     * Creates an emitter.
     *
     * @param config provides the optimizer, the layers' rates, and the weight decay, which applies here only if the
     *     optimizer decouples it
     * @param rate the learning rate, a scalar
     * @param step number of earlier weight updates, a scalar
     * @param slots the optimizer's state
     */
    OptimizerEmitter(Ops tf, TrainingConfig config, Operand<TFloat32> rate, Operand<TInt64> step, Slots slots) {
        this.tf = tf;
        optimizer = config.optimizer();
        weightDecay = config.weightDecay();
        layerRates = config.layerRates();
        this.rate = rate;
        this.step = step;
        this.slots = slots;
    }

    /**
     * Emits the operations that update the variables by their gradients, one for each. No variable changes before all
     * gradients are computed, since the gradients of the layers below read it too.
     *
     * @param before what else happens before a variable changes
     */
    List<Op> apply(List<ModelVariable> variables, List<Operand<TFloat32>> gradients, List<Op> before) {
        List<Op> computed = new ArrayList<>(before);
        computed.addAll(gradients);
        Op all = tf.withControlDependencies(computed).noOp();
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            ModelVariable variable = variables.get(i);
            Operand<TFloat32> ownRate = rate(variable);
            Op ready = all;
            if (optimizer.decouplesDecay()
                    && weightDecay > 0
                    && variable.parameter().decays()) {
                Operand<TFloat32> factor = tf.math.mul(ownRate, tf.constant(weightDecay));
                Ops last = tf.withControlDependencies(all);
                ready = last.assignSub(variable.variable(), last.math.mul(variable.variable(), factor));
            }
            Ops after = tf.withControlDependencies(ready);
            updates.add(optimizer.apply(new VariableUpdate(after, variable, gradients.get(i), ownRate, step, slots)));
        }
        return updates;
    }

    private Operand<TFloat32> rate(ModelVariable variable) {
        float factor = (float)
                layerRates.of(variable.name().substring(0, variable.name().lastIndexOf('/')));
        return factor == 1 ? rate : tf.math.mul(rate, tf.constant(factor));
    }
}
