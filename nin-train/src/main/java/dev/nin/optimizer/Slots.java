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

/** The optimizer's state variables, such as momenta: initially zeros, each of the shape of a model variable. */
public final class Slots {
    private final Ops tf;
    private final List<ModelVariable> all = new ArrayList<>();

    /**
     * Creates an empty set of slots.
     *
     * @param tf emits the variables
     */
    public Slots(Ops tf) {
        this.tf = tf;
    }

    /**
     * Adds a slot, named after its variable and its purpose.
     *
     * @param variable the model variable whose shape it has
     * @param purpose what it is for; unique among the variable's slots
     * @return the slot, initially zeros
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
     * Returns all slots.
     *
     * @return the slots in the order in which they were added
     */
    public List<ModelVariable> all() {
        return List.copyOf(all);
    }
}
