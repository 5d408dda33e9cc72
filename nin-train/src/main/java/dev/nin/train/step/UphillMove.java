// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.ModelVariable;
import dev.nin.optimizer.Slots;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The first half of a sharpness-aware step (SAM, Foret et al. 2021): all weights move from w to w + radius · g / |g|,
 * where g is the gradient of the batch's loss. The second half computes the gradient there, returns to w exactly and
 * updates w by it.
 *
 * @param moves the operations that move the weights; none without sharpness-aware steps
 * @param returns the operations that move them back after the gradient at w + radius · g / |g| is computed
 */
record UphillMove(List<Op> moves, List<Op> returns) {
    UphillMove {
        moves = List.copyOf(moves);
        returns = List.copyOf(returns);
    }

    /**
     * Emits the operations.
     *
     * @param variables the trainable variables
     * @param gradients the gradients of the loss, one for each variable
     * @param radius how far the weights move; 0 for not at all
     */
    static UphillMove emit(Ops tf, List<ModelVariable> variables, List<Operand<TFloat32>> gradients, float radius) {
        List<Op> moves = new ArrayList<>();
        List<Op> returns = new ArrayList<>();
        if (radius > 0) {
            Slots origins = new Slots(tf);
            Ops last = tf.withControlDependencies(List.<Op>copyOf(gradients));
            // A gradient of zeros has no direction: the weights stay.
            Operand<TFloat32> factor = tf.math.divNoNan(tf.constant(radius), GradientEmitter.norm(tf, gradients));
            for (int i = 0; i < gradients.size(); i++) {
                Variable<TFloat32> variable = variables.get(i).variable();
                Variable<TFloat32> origin = origins.add(variables.get(i), "origin");
                Op kept = last.assign(origin, variable);
                moves.add(tf.withControlDependencies(kept).assignAdd(variable, tf.math.mul(gradients.get(i), factor)));
                returns.add(last.assign(variable, origin));
            }
        }
        return new UphillMove(moves, returns);
    }
}
