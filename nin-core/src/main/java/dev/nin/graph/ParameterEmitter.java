// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.initializer.Seeds;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Parameter;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Emits a model's parameters as variables or constants, depending on the mode, and collects the variables. */
final class ParameterEmitter {
    private final Mode mode;
    private final List<ModelVariable> variables = new ArrayList<>();

    ParameterEmitter(Mode mode) {
        this.mode = mode;
    }

    List<ModelVariable> variables() {
        return List.copyOf(variables);
    }

    /**
     * Emits one parameter.
     *
     * @param tf operations scoped to the parameter's node
     */
    Operand<TFloat32> emit(Ops tf, String node, Parameter parameter) {
        String name = node + "/" + parameter.name();
        if (mode instanceof Mode.Frozen frozen) {
            return constant(tf, name, parameter, frozen.weights());
        }
        if (mode instanceof Mode.Sharing sharing) {
            return shared(name, parameter, sharing.first());
        }
        long modelSeed = mode instanceof Mode.Training training ? training.seed() : ((Mode.Inference) mode).seed();
        ModelVariable variable = Variables.create(tf, name, parameter, Seeds.mix(modelSeed, variables.size()));
        variables.add(variable);
        return variable.variable();
    }

    private static Operand<TFloat32> shared(String name, Parameter parameter, ModelOperands first) {
        for (ModelVariable variable : first.variables()) {
            if (variable.name().equals(name)
                    && variable.parameter().dimensions().equals(parameter.dimensions())) {
                return variable.variable();
            }
        }
        throw new InvalidModelException(
                "the shared application of model \"" + first.spec().name()
                        + "\" has no variable \"" + name + "\" of shape " + parameter.dimensions()
                        + "; share between applications of one model that has variables");
    }

    private static Operand<TFloat32> constant(Ops tf, String name, Parameter parameter, Weights weights) {
        if (!weights.names().contains(name)) {
            throw new InvalidModelException(
                    "the weights have no \"" + name + "\", expected one of shape " + parameter.dimensions());
        }
        if (!weights.dimensions(name).equals(parameter.dimensions())) {
            throw new InvalidModelException("the weights' \"" + name + "\" has the shape " + weights.dimensions(name)
                    + ", expected " + parameter.dimensions());
        }
        try (TFloat32 value = Tensors.of(parameter.dimensions(), weights.values(name))) {
            return tf.withName(parameter.name()).constantOf(value);
        }
    }
}
