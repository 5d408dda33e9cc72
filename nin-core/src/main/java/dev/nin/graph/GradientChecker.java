// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.gradient.Gradients;
import dev.nin.graph.layer.Shapes;
import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Compares gradients with central differences in its own training graph. The differentiated function is the sum of the
 * outputs' values, each times a random weight.
 */
final class GradientChecker implements AutoCloseable {
    private static final float STEP = 1e-2f;
    private static final int SAMPLES = 4;
    /**
     * Relative difference between the two one-sided differences above which a value is at a kink, such as that of a
     * ReLU.
     */
    private static final double KINK = 0.02;

    private final Graph graph;
    private final Placeholder<? extends TNumber> input;
    private final ModelOperands model;
    private final Session session;
    private final TNumber batch;
    private final Operand<TFloat32> value;
    private final List<Operand<TFloat32>> gradients;

    /**
     * Creates a checker.
     *
     * @param compiled the placeholder of the model's only input in another graph
     * @param batch images for the input; remains owned by the caller
     */
    GradientChecker(ModelSpec spec, Placeholder<? extends TNumber> compiled, TNumber batch) {
        this.batch = batch;
        graph = new Graph();
        try {
            Ops tf = SubScope.of(Ops.create(graph));
            input = tf.withName("input").placeholder(compiled.type(), Placeholder.shape(compiled.shape()));
            String name = spec.inputs().keySet().iterator().next();
            model = new ModelEmitter(spec, tf, Map.of(name, input), Mode.training(0)).emit();
            value = weightedSum(tf.withSubScope("check"));
            gradients = Gradients.of(
                    tf,
                    value,
                    model.trainableVariables().stream()
                            .map(ModelVariable::variable)
                            .toList(),
                    false);
            session = new Session(graph);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    GradientCheck check() {
        Weights point = Variables.read(session, model.variables());
        List<float[]> found = gradients();
        Random random = new Random(0);
        List<GradientCheck.Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            ModelVariable variable = model.trainableVariables().get(i);
            int size = found.get(i).length;
            for (int place : random.ints(0, size)
                    .distinct()
                    .limit(Math.min(SAMPLES, size))
                    .toArray()) {
                double here = value();
                double above = (moved(variable, point, place, STEP) - here) / STEP;
                double below = (here - moved(variable, point, place, -STEP)) / STEP;
                double difference = (above + below) / 2;
                if (Math.abs(above - below) <= KINK * (1 + Math.abs(difference))) {
                    comparisons.add(
                            new GradientCheck.Comparison(variable.name(), place, found.get(i)[place], difference));
                }
            }
        }
        return new GradientCheck(comparisons);
    }

    private Operand<TFloat32> weightedSum(Ops tf) {
        Random random = new Random(1);
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (Operand<TFloat32> output : model.outputs()) {
            int values = Math.toIntExact(Shapes.of(output).size());
            float[] weights = new float[values];
            for (int i = 0; i < values; i++) {
                weights[i] = random.nextFloat() * 2 - 1;
            }
            Operand<TFloat32> flat = tf.reshape(output, tf.constant(new int[] {-1, values}));
            sums.add(tf.sum(tf.math.mul(flat, tf.constant(weights)), tf.constant(new int[] {0, 1})));
        }
        return tf.math.addN(sums);
    }

    private List<float[]> gradients() {
        Session.Runner runner = session.runner().feed(input, batch);
        for (Operand<TFloat32> gradient : gradients) {
            runner.fetch(gradient);
        }
        List<float[]> found = new ArrayList<>();
        try (Result result = runner.run()) {
            result.forEach(each -> found.add(Tensors.floats((TFloat32) each.getValue())));
        }
        return found;
    }

    private double moved(ModelVariable variable, Weights point, int place, float by) {
        FloatBuffer values = point.values(variable.name());
        float[] moved = new float[values.remaining()];
        values.get(moved);
        moved[place] += by;
        List<Integer> dimensions = variable.parameter().dimensions();
        Weights there =
                Weights.builder().put(variable.name(), dimensions, moved).build();
        Variables.write(session, List.of(variable), there);
        double value = value();
        Variables.write(session, List.of(variable), point);
        return value;
    }

    private double value() {
        try (Result result = session.runner().feed(input, batch).fetch(value).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
