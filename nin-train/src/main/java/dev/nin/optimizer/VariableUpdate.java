// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import dev.nin.graph.ModelVariable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The input of an {@link Optimizer} for the update of one variable in one step. */
public final class VariableUpdate {
    private final Ops tf;
    private final ModelVariable variable;
    private final Operand<TFloat32> gradient;
    private final Operand<TFloat32> rate;
    private final Operand<TInt64> step;
    private final Slots slots;

    /**
     * Creates the input.
     *
     * @param tf emits the operations, which run after all gradients
     * @param variable the variable to change
     * @param gradient the gradient of the loss, of the variable's shape
     * @param rate the step's learning rate, a scalar
     * @param step the number of earlier weight updates, a scalar
     * @param slots the optimizer's state
     */
    public VariableUpdate(
            Ops tf,
            ModelVariable variable,
            Operand<TFloat32> gradient,
            Operand<TFloat32> rate,
            Operand<TInt64> step,
            Slots slots) {
        this.tf = tf;
        this.variable = variable;
        this.gradient = gradient;
        this.rate = rate;
        this.step = step;
        this.slots = slots;
    }

    /**
     * Returns the emitter of operations. They run after all gradients are computed, so nothing that needs the
     * variable's old value is still to run.
     *
     * @return the emitter
     */
    public Ops tf() {
        return tf;
    }

    /**
     * Returns the variable to change.
     *
     * @return the variable
     */
    public Variable<TFloat32> variable() {
        return variable.variable();
    }

    /**
     * Returns the gradient of the loss, clipped and with any coupled weight decay added.
     *
     * @return the gradient, of the variable's shape
     */
    public Operand<TFloat32> gradient() {
        return gradient;
    }

    /**
     * Returns the step's learning rate.
     *
     * @return a scalar
     */
    public Operand<TFloat32> rate() {
        return rate;
    }

    /**
     * Returns the number of earlier weight updates.
     *
     * @return a scalar
     */
    public Operand<TInt64> step() {
        return step;
    }

    /**
     * Adds a state variable of the variable's shape, kept between steps and in checkpoints; initially zeros.
     *
     * @param purpose what it is for, such as momentum; request each purpose once per update
     * @return a new variable
     */
    public Variable<TFloat32> slot(String purpose) {
        return slots.add(variable, purpose);
    }
}
