// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.layer.LayerEmitter;
import dev.nin.graph.layer.NodeContext;
import dev.nin.graph.layer.Randomness;
import dev.nin.model.Input;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** A case's operations with a random input batch whose size TensorFlow does not know when the graph is built. */
record EmittedCase(
        LayerCase layerCase, List<float[]> inputs, Map<String, float[]> parameters, Operand<TFloat32> output) {
    static final int BATCH = 2;
    /** Disables constant folding, which would process thousands of constants that are used only once. */
    static final ConfigProto NO_REWRITING = ConfigProto.newBuilder()
            .setGraphOptions(GraphOptions.newBuilder()
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true))
                    .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0)))
            .build();

    static EmittedCase emit(Ops tf, LayerCase layerCase, Random random) {
        return emit(tf, layerCase, random, null);
    }

    static EmittedCase emitForTraining(Ops tf, LayerCase layerCase, Random random) {
        return emit(tf, layerCase, random, new Randomness(random.nextLong(), tf.constant(0L), Optional.empty()));
    }

    private static EmittedCase emit(Ops tf, LayerCase layerCase, Random random, @Nullable Randomness randomness) {
        List<float[]> inputs = new ArrayList<>();
        List<Operand<TFloat32>> read = new ArrayList<>();
        boolean bytes = layerCase.layer() instanceof Input input && input.pixels() == Input.Pixels.UINT8;
        for (Shape shape : inputShapes(layerCase)) {
            float[] values = draw(random, BATCH * shape.size(), bytes);
            inputs.add(values);
            read.add(batch(tf, shape, values));
        }
        Map<String, float[]> parameters = new HashMap<>();
        Map<String, Operand<TFloat32>> emitted = new HashMap<>();
        for (Parameter parameter : layerCase.layer().parameters(layerCase.inputs())) {
            float[] values = draw(random, parameter.size(), false);
            if (parameter.name().equals("moving_variance")) {
                values = positive(values);
            }
            parameters.put(parameter.name(), values);
            Operand<TFloat32> value = constant(tf, parameter.dimensions(), values);
            emitted.put(parameter.name(), randomness == null ? value : variable(tf, parameter, value));
        }
        Operand<? extends TNumber> images = bytes ? tf.dtypes.cast(read.get(0), TUint8.class) : read.get(0);
        LayerEmitter emitter = new LayerEmitter(
                new NodeContext(tf, Optional.of(images), read, emitted, Optional.ofNullable(randomness), update -> {}));
        return new EmittedCase(layerCase, inputs, parameters, layerCase.layer().accept(emitter));
    }

    /** Returns the expected output for the whole batch in inference. */
    double[] expected() {
        return Stream.iterate(0, example -> example < BATCH, example -> example + 1)
                .flatMapToDouble(example -> {
                    List<float[]> each =
                            inputs.stream().map(values -> part(values, example)).toList();
                    return Arrays.stream(new NaiveLayers(layerCase, each, parameters).output());
                })
                .toArray();
    }

    private static float[] part(float[] values, int example) {
        int length = values.length / BATCH;
        return Arrays.copyOfRange(values, example * length, (example + 1) * length);
    }

    private static List<Shape> inputShapes(LayerCase layerCase) {
        return layerCase.layer() instanceof Input
                ? List.of(layerCase.layer().outputShape(List.of()))
                : layerCase.inputs();
    }

    private static float[] draw(Random random, long size, boolean bytes) {
        float[] values = new float[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes ? random.nextInt(256) : random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static float[] positive(float[] values) {
        float[] shifted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            shifted[i] = values[i] + 1.5f;
        }
        return shifted;
    }

    /** Returns a variable, which values that training updates must be. */
    private static Operand<TFloat32> variable(Ops tf, Parameter parameter, Operand<TFloat32> value) {
        Variable<TFloat32> variable = tf.variable(Tensors.shape(parameter.dimensions()), TFloat32.class);
        tf.withInitScope().assign(variable, value);
        return variable;
    }

    private static Operand<TFloat32> batch(Ops tf, Shape shape, float[] values) {
        List<Integer> dimensions = new ArrayList<>(List.of(BATCH));
        dimensions.addAll(shape.dimensions());
        List<Integer> unknown = new ArrayList<>(List.of(-1));
        unknown.addAll(shape.dimensions());
        return tf.placeholderWithDefault(constant(tf, dimensions, values), Tensors.shape(unknown));
    }

    private static Operand<TFloat32> constant(Ops tf, List<Integer> dimensions, float[] values) {
        try (TFloat32 tensor = Tensors.of(dimensions, FloatBuffer.wrap(values))) {
            return tf.constantOf(tensor);
        }
    }
}
