// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Add;
import dev.nin.model.Concat;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Multiply;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Size;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * A layer after a convolution, through which the gradient must reach the convolution's kernel. The function is the sum
 * of the layer's output values, each times a random weight.
 */
final class GradientBench implements AutoCloseable {
    static final double TOLERANCE = 2e-3;
    static final double TOLERANCE_FLOAT64 = 1e-7;
    private static final float EPSILON = 1e-3f;
    private static final double EPSILON_FLOAT64 = 1e-5;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;

    private final CompiledModel model;
    private final Session session;
    private final TFloat32 images;
    private final float[] weights;
    private final Weights point;

    GradientBench(Layer layer) {
        Random random = new Random(11);
        model = GraphCompiler.compile(spec(layer), Mode.training(5));
        session = new Session(model.graph());
        images = Tensors.of(List.of(1, HEIGHT, WIDTH, 1), FloatBuffer.wrap(draw(random, HEIGHT * WIDTH)));
        weights = draw(
                random, Math.toIntExact(model.operands().spec().shape("tested").size()));
        point = Variables.read(session, model.variables());
    }

    private static ModelSpec spec(Layer layer) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("images", new Input(HEIGHT, WIDTH, 1, Input.Pixels.FLOAT32), List.of()));
        int channels = layer instanceof PixelShuffle ? 4 : 2;
        nodes.add(new Node(
                "front", LayerGrid.conv(channels, new Size(2, 1), Size.square(1), Padding.same()), List.of("images")));
        List<String> inputs = new ArrayList<>(List.of("front"));
        if (layer instanceof Add || layer instanceof Concat || layer instanceof Multiply) {
            nodes.add(new Node(
                    "other", LayerGrid.conv(2, Size.square(1), Size.square(1), Padding.same()), List.of("images")));
            inputs.add("other");
        } else if (layer instanceof Dense) {
            nodes.add(new Node("flat", new Flatten(), List.of("front")));
            inputs.set(0, "flat");
        }
        nodes.add(new Node("tested", layer, inputs));
        return new ModelSpec("bench", nodes, List.of("tested"));
    }

    /** Returns the types of the operations that the gradients pass through. */
    Set<String> operations() {
        return GradientAudit.path(model.graph(), sum(), model.trainableVariables()).values().stream()
                .map(NodeDef::getOp)
                .collect(Collectors.toSet());
    }

    private Operand<TFloat32> sum() {
        Ops tf = Ops.create(model.graph()).withSubScope("bench");
        Operand<TFloat32> flat = tf.reshape(model.logits(), tf.constant(new int[] {-1}));
        return tf.sum(tf.math.mul(flat, tf.constant(weights)), tf.constant(0));
    }

    private List<Output<?>> gradientsOf(Operand<TFloat32> sum) {
        Output<?>[] variables = model.trainableVariables().stream()
                .map(variable -> variable.variable().asOutput())
                .toArray(Output<?>[]::new);
        return List.of(model.graph().addGradients(sum.asOutput(), variables));
    }

    /** Returns the gradient for each value of each variable. */
    double[] gradients() {
        List<Output<?>> outputs = gradientsOf(sum());
        Session.Runner runner = session.runner().feed(model.input(), images);
        outputs.forEach(runner::fetch);
        List<Double> gradients = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < outputs.size(); i++) {
                for (float value : Tensors.floats((TFloat32) result.get(i))) {
                    gradients.add((double) value);
                }
            }
        }
        return gradients.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the gradients and the differences in float64, each with one value per value of each variable. */
    double[][] gradientsAndDifferencesInFloat64() {
        Operand<TFloat32> sum = sum();
        List<Operand<?>> wanted = new ArrayList<>(List.of(sum));
        wanted.addAll(gradientsOf(sum));
        List<Double> differences = new ArrayList<>();
        try (Float64Graph doubled = new Float64Graph(model.graph(), wanted)) {
            doubled.feed(model.input(), doubles(Tensors.floats(images)));
            for (ModelVariable variable : model.variables()) {
                doubled.feed(variable.variable(), values(variable));
            }
            double[][] values = doubled.run(wanted);
            for (ModelVariable variable : model.trainableVariables()) {
                for (int i = 0; i < variable.parameter().size(); i++) {
                    double above = moved(doubled, sum, variable, i, EPSILON_FLOAT64);
                    double below = moved(doubled, sum, variable, i, -EPSILON_FLOAT64);
                    differences.add((above - below) / (2 * EPSILON_FLOAT64));
                }
            }
            return new double[][] {
                Arrays.stream(values).skip(1).flatMapToDouble(Arrays::stream).toArray(),
                differences.stream().mapToDouble(Double::doubleValue).toArray()
            };
        }
    }

    private double moved(Float64Graph doubled, Operand<?> sum, ModelVariable variable, int place, double by) {
        double[] moved = values(variable);
        moved[place] += by;
        doubled.feed(variable.variable(), moved);
        double value = doubled.run(List.of(sum))[0][0];
        doubled.feed(variable.variable(), values(variable));
        return value;
    }

    private double[] values(ModelVariable variable) {
        FloatBuffer buffer = point.values(variable.name());
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return doubles(values);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Returns the difference for each value of each variable, in the order of the gradients. */
    double[] differences() {
        List<Double> differences = new ArrayList<>();
        for (ModelVariable variable : model.trainableVariables()) {
            for (int i = 0; i < variable.parameter().size(); i++) {
                double step = 2.0 * EPSILON;
                differences.add((moved(variable, i, EPSILON) - moved(variable, i, -EPSILON)) / step);
            }
        }
        Variables.write(session, model.variables(), point);
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the variable and index of a value. */
    String element(int index) {
        int rest = index;
        for (ModelVariable variable : model.trainableVariables()) {
            if (rest < variable.parameter().size()) {
                return variable.name() + "[" + rest + "]";
            }
            rest -= (int) variable.parameter().size();
        }
        throw new IllegalArgumentException("no value " + index);
    }

    private double moved(ModelVariable variable, int place, float by) {
        FloatBuffer values = point.values(variable.name());
        float[] moved = new float[values.remaining()];
        values.get(moved);
        moved[place] += by;
        Weights there = Weights.builder()
                .put(variable.name(), variable.parameter().dimensions(), moved)
                .build();
        Variables.write(session, List.of(variable), there);
        double value = value();
        Variables.write(session, List.of(variable), point);
        return value;
    }

    private double value() {
        try (Result result = session.runner()
                .feed(model.input(), images)
                .fetch(model.logits())
                .run()) {
            float[] output = Tensors.floats((TFloat32) result.get(0));
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum += (double) output[i] * weights[i];
            }
            return sum;
        }
    }

    private static float[] draw(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    @Override
    public void close() {
        images.close();
        session.close();
        model.close();
    }
}
