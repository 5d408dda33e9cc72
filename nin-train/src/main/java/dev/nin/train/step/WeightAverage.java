// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import dev.nin.graph.ModelVariable;
import dev.nin.graph.Variables;
import dev.nin.optimizer.Slots;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The moving average of the weights (Polyak and Juditsky 1992): after each step a = d·a + (1 - d)·w, where d =
 * min(decay, (1 + steps) / (10 + steps)) is small at first, as in TensorFlow's ExponentialMovingAverage.
 */
final class WeightAverage {
    private static final String PURPOSE = "average";

    private final List<ModelVariable> variables;
    private final List<ModelVariable> averages = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();

    /**
     * @param variables the trainable variables
     * @param steps number of earlier steps, a scalar
     * @param changes the operations that change the variables
     */
    WeightAverage(Ops tf, List<ModelVariable> variables, float decay, Operand<TInt64> steps, List<Op> changes) {
        this.variables = variables;
        Operand<TFloat32> taken = tf.dtypes.cast(steps, TFloat32.class);
        Operand<TFloat32> early =
                tf.math.div(tf.math.add(taken, tf.constant(1f)), tf.math.add(taken, tf.constant(10f)));
        Operand<TFloat32> share = tf.math.sub(tf.constant(1f), tf.math.minimum(tf.constant(decay), early));
        Slots slots = new Slots(tf);
        Ops after = tf.withControlDependencies(changes);
        for (ModelVariable variable : variables) {
            Variable<TFloat32> average = slots.add(variable, PURPOSE);
            Operand<TFloat32> distance = after.math.sub(average, variable.variable());
            updates.add(after.assignSub(average, after.math.mul(distance, share)));
        }
        averages.addAll(slots.all());
    }

    List<Op> updates() {
        return updates;
    }

    /** Returns the variables that hold the averages. */
    List<ModelVariable> variables() {
        return List.copyOf(averages);
    }

    /** Sets the averages to the weights, as before the first step. */
    void start(Session session, Weights weights) {
        Variables.write(session, averages, renamed(weights, "", "/" + PURPOSE));
    }

    /** Returns the averages under the names of their variables. */
    Weights read(Session session) {
        return renamed(Variables.read(session, averages), "/" + PURPOSE, "");
    }

    private Weights renamed(Weights weights, String from, String to) {
        Map<String, String> names = new LinkedHashMap<>();
        variables.forEach(variable -> names.put(variable.name() + from, variable.name() + to));
        Weights.Builder renamed = Weights.builder();
        names.forEach((old, name) -> {
            float[] values = new float[weights.values(old).remaining()];
            weights.values(old).get(values);
            renamed.put(name, weights.dimensions(old), values);
        });
        return renamed.build();
    }
}
