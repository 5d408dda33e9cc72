// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.initializer.InitializerEmitter;
import dev.nin.model.Parameter;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Creates variables in a graph, and reads and writes their values in sessions. */
public final class Variables {
    /** Maximum number of values copied in one run, a quarter of a gigabyte. */
    private static final long MOST_AT_ONCE = 1 << 26;

    private Variables() {}

    /**
     * Adds a variable that a session initializes before its first run.
     *
     * @param tf operations of the graph; the variable has the parameter's name in their scope
     * @param name its name in {@link Weights}
     * @param parameter its shape and initializer
     * @param seed determines what the initializer draws
     * @return the variable
     */
    public static ModelVariable create(Ops tf, String name, Parameter parameter, long seed) {
        Variable<TFloat32> variable =
                tf.withName(parameter.name()).variable(Tensors.shape(parameter.dimensions()), TFloat32.class);
        Ops initialization = tf.withSubScope(parameter.name() + "_initial").withInitScope();
        Operand<TFloat32> initial = InitializerEmitter.emit(initialization, parameter, seed);
        Assign<TFloat32> assign = initialization.assign(variable, initial);
        return new ModelVariable(name, parameter, variable, initial, assign);
    }

    /**
     * Copies variables' values out of a session.
     *
     * @param session a session on the variables' graph
     * @param variables the variables to read
     * @return the values by name
     */
    public static Weights read(Session session, List<ModelVariable> variables) {
        Weights.Builder weights = Weights.builder();
        if (variables.isEmpty()) {
            return weights.build();
        }
        Session.Runner runner = session.runner();
        variables.forEach(variable -> runner.fetch(variable.variable()));
        try (Result result = runner.run()) {
            for (int i = 0; i < variables.size(); i++) {
                ModelVariable variable = variables.get(i);
                weights.put(
                        variable.name(), variable.parameter().dimensions(), Tensors.floats((TFloat32) result.get(i)));
            }
        }
        return weights.build();
    }

    /**
     * Sets variables in a session.
     *
     * @param session a session on the variables' graph
     * @param variables the variables to set
     * @param weights a value for each of them; others are ignored
     * @throws IllegalArgumentException if one is missing or has another shape; no variable is changed
     */
    public static void write(Session session, List<ModelVariable> variables, Weights weights) {
        variables.forEach(variable -> checkShape(variable, weights));
        List<ModelVariable> next = new ArrayList<>();
        long size = 0;
        for (ModelVariable variable : variables) {
            size += variable.parameter().size();
            if (!next.isEmpty() && size > MOST_AT_ONCE) {
                assign(session, next, weights);
                next.clear();
                size = variable.parameter().size();
            }
            next.add(variable);
        }
        assign(session, next, weights);
    }

    /** Sets several variables in one run, since each new set of fetches prunes and optimizes the whole graph again. */
    private static void assign(Session session, List<ModelVariable> variables, Weights weights) {
        if (variables.isEmpty()) {
            return;
        }
        List<TFloat32> values = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            for (ModelVariable variable : variables) {
                TFloat32 value = Tensors.of(variable.parameter().dimensions(), weights.values(variable.name()));
                values.add(value);
                runner.feed(variable.initial(), value).addTarget(variable.assign());
            }
            runner.run().close();
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    private static void checkShape(ModelVariable variable, Weights weights) {
        List<Integer> found = weights.dimensions(variable.name());
        List<Integer> expected = variable.parameter().dimensions();
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(
                    "the weights' \"" + variable.name() + "\" has the shape " + found + ", expected " + expected);
        }
    }
}
