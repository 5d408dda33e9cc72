// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import dev.nin.graph.ModelVariable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What an {@link Optimizer} is given to change one variable in one step. */
public final class VariableUpdate {
    private final Ops tf;
    private final ModelVariable variable;
    private final Operand<TFloat32> gradient;
    private final Operand<TFloat32> rate;
    private final Operand<TInt64> step;
    private final Slots slots;

    /**
     * Gathers it.
     *
     * @param tf where to emit, after all gradients
     * @param variable what changes
     * @param gradient of the loss, of the variable's shape
     * @param rate the step's learning rate, a scalar
     * @param step how often the weights have changed before, a scalar
     * @param slots where the optimizer keeps what it remembers
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
     * Where to emit: what reads the variable before it changes has run.
     *
     * @return operations that run after all gradients are there
     */
    public Ops tf() {
        return tf;
    }

    /**
     * What changes.
     *
     * @return the variable
     */
    public Variable<TFloat32> variable() {
        return variable.variable();
    }

    /**
     * The gradient of the loss, clipped and with the decay that joins it.
     *
     * @return of the variable's shape
     */
    public Operand<TFloat32> gradient() {
        return gradient;
    }

    /**
     * The step's learning rate.
     *
     * @return a scalar
     */
    public Operand<TFloat32> rate() {
        return rate;
    }

    /**
     * How often the weights have changed before.
     *
     * @return a scalar
     */
    public Operand<TInt64> step() {
        return step;
    }

    /**
     * A value of the variable's shape that is remembered from step to step, and in checkpoints; zeros at first.
     *
     * @param purpose what it is for, such as momentum; to be asked for once an update
     * @return a variable of its own
     */
    public Variable<TFloat32> slot(String purpose) {
        return slots.add(variable, purpose);
    }
}
