// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import com.google.common.base.Splitter;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.SubScope;
import dev.nin.graph.Variables;
import dev.nin.model.Initializer;
import dev.nin.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The variables that training keeps beside the model's, such as momenta: zeros at first, each of a variable's shape.
 */
public final class Slots {
    private final Ops tf;
    private final List<ModelVariable> all = new ArrayList<>();

    /**
     * None yet.
     *
     * @param tf where variables are emitted
     */
    public Slots(Ops tf) {
        this.tf = tf;
    }

    /**
     * Adds one, named by its variable and its purpose.
     *
     * @param variable whose shape it has
     * @param purpose what it is for, unlike that of the variable's other slots
     * @return the slot, zeros at first
     */
    public Variable<TFloat32> add(ModelVariable variable, String purpose) {
        Parameter parameter =
                new Parameter(purpose, variable.parameter().dimensions(), new Initializer.Constant(0), false);
        Ops scoped = tf;
        for (String part : Splitter.on('/').split(variable.name())) {
            scoped = scoped.withSubScope(SubScope.ofNode(part));
        }
        ModelVariable slot = Variables.create(scoped, variable.name() + "/" + purpose, parameter, 0);
        all.add(slot);
        return slot.variable();
    }

    /**
     * All that were added.
     *
     * @return in the order in which they were
     */
    public List<ModelVariable> all() {
        return List.copyOf(all);
    }
}
